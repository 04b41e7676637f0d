"""JupyterHub for one class on one machine; started by ``python -m deploy.hub``, which makes the folders and secrets.

Two ways of running it:

- for trying out (the default): two shared passwords, one of the teacher and one of all students, and all servers run as
  the account that has started the hub. Nothing keeps a student out of another's files.
- with accounts (``--accounts``, as root): people log in with their accounts on this machine, and each one's server runs
  as that account, so the system itself keeps their files apart.
"""

import json
import os
import sys
from pathlib import Path

from jupyterhub.spawner import Spawner

c = get_config()  # noqa: F821  (given by the loader; the function of this name in traitlets is another)

HERE = Path(__file__).resolve().parent
DATA = Path(os.environ["MCALC_HUB_DATA"])
SETTINGS = json.loads((DATA / "settings.json").read_text())
TEACHER, STUDENTS, PORT = SETTINGS["teacher"], set(SETTINGS["students"]), SETTINGS["port"]

# The hub and its proxy talk to each other on the two ports above the public one, on this machine only.
c.JupyterHub.bind_url = f"http://{SETTINGS['host']}:{PORT}"
c.JupyterHub.hub_bind_url = f"http://127.0.0.1:{PORT + 1}"
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{PORT + 2}"
c.ConfigurableHTTPProxy.command = [sys.executable, str(HERE / "proxy.py")]
c.ConfigurableHTTPProxy.pid_file = SETTINGS["proxy"]
c.JupyterHub.cookie_secret_file = str(DATA / "cookie_secret")
c.JupyterHub.db_url = f"sqlite:///{DATA}/hub.sqlite"
c.JupyterHub.cleanup_servers = True  # a hub that stops takes the servers along; work is on disk

c.Authenticator.allowed_users = {TEACHER} | STUDENTS
if SETTINGS["accounts"]:
    c.JupyterHub.authenticator_class = "pam"
    c.JupyterHub.spawner_class = "jupyterhub.spawner.LocalProcessSpawner"
else:
    c.JupyterHub.authenticator_class = "shared-password"
    c.JupyterHub.spawner_class = "simple"
    c.SimpleLocalProcessSpawner.home_dir_template = str(DATA / "homes" / "{username}")
    # In this authenticator the second password belongs to administrators of the hub: that is the teacher here.
    c.Authenticator.admin_users = {TEACHER}
    c.SharedPasswordAuthenticator.admin_password = SETTINGS["passwords"]["teacher"]
    c.SharedPasswordAuthenticator.user_password = SETTINGS["passwords"]["students"]
    # The lines with address and passwords stay in sight.
    c.JupyterHub.log_level = "WARN"
    c.Spawner.args = ["--log-level=WARN"]

c.Spawner.default_url = "/lab"
# In a terminal of JupyterLab, `python` and `nbgrader` are those of the course.
c.Spawner.environment = {"PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])}
c.Spawner.cmd = [str(Path(sys.executable).with_name("jupyterhub-singleuser"))]
# A server that does not end when it is asked to is ended: what matters of it is on disk.
c.LocalProcessSpawner.interrupt_timeout = 10
c.LocalProcessSpawner.term_timeout = 3
c.Spawner.http_timeout = c.Spawner.start_timeout = 120  # a whole class starts in the same minute
if os.geteuid() == 0 and not SETTINGS["accounts"]:
    c.Spawner.args += ["--allow-root"]


def give_role(spawner: Spawner) -> None:
    """Before a server starts: the teacher's gets the course and formgrader, a student's only what students use."""
    role = "teacher" if spawner.user.name == TEACHER else "student"
    spawner.environment |= {
        "JUPYTER_CONFIG_PATH": str(HERE / "profiles" / role),
        "MCALC_EXCHANGE": SETTINGS["exchange"],
    }
    if role == "teacher":
        spawner.environment |= {"MCALC_COURSE": SETTINGS["course"]} | SETTINGS["gradebook"]
    if not SETTINGS["accounts"]:
        spawner.environment |= {"MCALC_ONE_ACCOUNT": "1"}
        if role == "student":
            spawner.environment |= {"MCALC_STUDENT": spawner.user.name}


c.Spawner.pre_spawn_hook = give_role
