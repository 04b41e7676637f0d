"""Start a JupyterHub for a class on this machine: ``python -m deploy.hub`` (or ``make hub``), stopped with Ctrl+C.

By default it is for trying out, with a teacher and three students. ``--accounts``, as root, is for a real class.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from deploy.hub.prepare import ROOT, Refusal, prepare

CONFIG = Path(__file__).with_name("jupyterhub_config.py")
WELCOME = "The hub is at http://{host}:{port}/  (stop with Ctrl+C). Everything of it is in {data}"
TRIAL = """For trying out on this machine: everybody's server runs as one account, and files are not kept apart.
  {teacher:10} password {passwords[teacher]}
  {names:10} password {passwords[students]}"""
REAL = (
    "People log in with their accounts on this machine; {teacher} is the teacher. The course is in {course}"
)


def options(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m deploy.hub", description=__doc__)
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to listen at (default: this machine only)"
    )
    parser.add_argument(
        "--port", type=int, default=os.environ.get("PORT", "8000"), help="and the two after it"
    )
    parser.add_argument(
        "--data", type=Path, default=ROOT / "_hub", help="folder of the hub (default: %(default)s)"
    )
    parser.add_argument(
        "--course", type=Path, default=ROOT / "assignments", help="folder of the course to start from"
    )
    parser.add_argument("--accounts", action="store_true", help="real accounts of this machine; needs root")
    parser.add_argument("--teacher", default="teacher", help="(default: %(default)s)")
    parser.add_argument("--students", nargs="+", default=["s1", "s2", "s3"], help="(default: s1 s2 s3)")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> None:
    """Prepare folders and secrets, say who may log in, and become the hub."""
    given = options(arguments)
    os.umask(0o022)  # what is released is for all to read, however careful the account is that starts the hub
    try:
        settings = prepare(given)
    except Refusal as refusal:
        sys.exit(str(refusal))
    names = ", ".join(settings["students"])
    print(
        WELCOME.format(**settings),
        (REAL if given.accounts else TRIAL).format(**settings, names=names),
        sep="\n",
    )
    sys.stdout.flush()
    hub = Path(sys.executable).with_name("jupyterhub")
    environment = os.environ | {"MCALC_HUB_DATA": settings["data"]}
    os.chdir(settings["data"])  # whatever else the hub writes goes there
    os.execve(hub, [str(hub), "--config", str(CONFIG)], environment)


if __name__ == "__main__":
    main()
