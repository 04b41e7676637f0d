"""The files for Kubernetes, without a cluster: objects fit Kubernetes' own schema, the Job's command grades."""

import asyncio
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import kubernetes_validate
import pytest
import yaml

from .course import NAME, SCORES, WORK, environment, hand_in, scores, set_up

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
MANIFESTS = sorted((DEPLOY / "kubernetes").glob("*.yaml"))
OBJECTS = [item for path in MANIFESTS for item in yaml.safe_load_all(path.read_text())]
JOB = next(item for item in OBJECTS if item["kind"] == "Job")
POD = JOB["spec"]["template"]["spec"]
GRADE = POD["containers"][0]
VALUES = yaml.safe_load((DEPLOY / "zero-to-jupyterhub" / "values.yaml").read_text())
VERSIONS = ("1.33", "1.34")  # the oldest that the manifests are written for, and one later


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize(
    "item", OBJECTS, ids=lambda item: f"{item['kind']}-{item['metadata'].get('name', 'grade')}"
)
def test_each_object_fits_the_schema(item: dict[str, Any], version: str) -> None:
    kubernetes_validate.validate(item, version, strict=True)


def test_the_schema_would_refuse_a_slip() -> None:
    slipped = yaml.safe_load(yaml.safe_dump(JOB))
    slipped["spec"]["completionmode"] = slipped["spec"].pop("completionMode")
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(slipped, VERSIONS[0], strict=True)


def test_there_are_as_many_pods_as_shares() -> None:
    arguments = GRADE["args"]
    assert arguments[arguments.index("--shares") + 1] == str(JOB["spec"]["completions"])
    assert JOB["spec"]["completionMode"] == "Indexed"


def test_the_jobs_command_grades_every_share(tmp_path: Path) -> None:
    """Run here what each container runs there, on a class of four in two shares."""
    course = tmp_path / "course"
    set_up(course)
    for student, (work, _) in WORK.items():
        hand_in(course, student, work)
    program, *module = GRADE["command"]
    assert program == "python"
    _, *options = GRADE["args"]
    options[options.index("--shares") + 1] = "2"
    said = ""
    for index in range(2):
        done = subprocess.run(
            [sys.executable, *module, NAME, *options],
            cwd=course,
            env=environment() | {"JOB_COMPLETION_INDEX": str(index)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        said += done.stdout
    assert said.count(f"2 of 2 submissions of {NAME} are graded.") == 2
    assert scores(f"sqlite:///{course}/gradebook.db") == SCORES


def test_what_the_job_uses_is_there() -> None:
    """Volumes, the database's label and port, the claims: names that must agree between the files."""
    claims = {item["metadata"]["name"] for item in OBJECTS if item["kind"] == "PersistentVolumeClaim"}
    used = {v["persistentVolumeClaim"]["claimName"] for v in POD["volumes"] if "persistentVolumeClaim" in v}
    exchange = VALUES["singleuser"]["storage"]["extraVolumes"][0]["persistentVolumeClaim"]["claimName"]
    assert used | {exchange} == claims == {"course", "exchange"}
    assert {mount["name"] for mount in GRADE["volumeMounts"]} == {volume["name"] for volume in POD["volumes"]}

    policy = next(item for item in OBJECTS if item["kind"] == "NetworkPolicy")["spec"]
    database = next(item for item in OBJECTS if item["kind"] == "StatefulSet")["spec"]["template"]
    assert policy["podSelector"]["matchLabels"] == JOB["spec"]["template"]["metadata"]["labels"]
    assert policy["egress"][0]["to"][0]["podSelector"]["matchLabels"] == database["metadata"]["labels"]
    assert (
        policy["egress"][0]["ports"][0]["port"]
        == database["spec"]["containers"][0]["ports"][0]["containerPort"]
    )
    assert policy["ingress"] == []


def test_everything_that_runs_has_limits_and_no_rights() -> None:
    for item in OBJECTS:
        if item["kind"] not in {"Job", "StatefulSet"}:
            continue
        pod = item["spec"]["template"]["spec"]
        assert pod["automountServiceAccountToken"] is False
        assert pod["securityContext"]["runAsNonRoot"] is True
        for container in pod["containers"]:
            assert "memory" in container["resources"]["limits"]
            assert container["securityContext"]["allowPrivilegeEscalation"] is False
            assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}


# ---- the values of Zero to JupyterHub: the chart's own schema is not here, so the parts that are used are named ----

KNOWN = {
    "hub": {"config", "db", "extraConfig"},
    "proxy": {"service"},
    "ingress": {"enabled", "hosts", "tls"},
    "singleuser": {
        *(
            "image",
            "cmd",
            "defaultUrl",
            "uid",
            "fsGid",
            "allowPrivilegeEscalation",
            "extraEnv",
            "cpu",
            "memory",
        ),
        *("storage", "networkPolicy"),
    },
    "cull": {"enabled", "timeout"},
    "prePuller": {"continuous"},
}


def test_the_values_use_only_settings_that_the_chart_knows() -> None:
    assert set(VALUES) <= set(KNOWN)
    for part, settings in VALUES.items():
        assert set(settings) <= KNOWN[part], part
    assert set(VALUES["singleuser"]["storage"]) <= {"capacity", "extraVolumes", "extraVolumeMounts"}
    assert set(VALUES["singleuser"]["networkPolicy"]) <= {"enabled", "egressAllowRules"}
    assert VALUES["singleuser"]["networkPolicy"]["egressAllowRules"] == {"nonPrivateIPs": False}
    assert set(VALUES["singleuser"]["image"]) == {"name", "tag"}


@pytest.mark.parametrize("table", [False, True])
def test_only_the_teachers_server_gets_the_course(table: bool) -> None:
    """Run the hub's hook on two made-up spawners."""
    config = SimpleNamespace(KubeSpawner=SimpleNamespace())
    names: dict[str, Any] = {"c": config}
    exec(VALUES["hub"]["extraConfig"]["roles"], names)

    def start(name: str) -> SimpleNamespace:
        mounted: Any = {} if table else []
        spawner = SimpleNamespace(
            user=SimpleNamespace(name=name),
            uid=1000,
            fs_gid=1000,
            environment={},
            volumes=mounted,
            volume_mounts=mounted,
        )
        asyncio.run(config.KubeSpawner.pre_spawn_hook(spawner))
        return spawner

    teacher, student = start("teacher"), start("s1")
    assert (teacher.uid, student.uid) == (1001, 1000)
    assert len(teacher.volumes) == len(teacher.volume_mounts) == 1
    assert not student.volumes
    assert not student.volume_mounts
    assert student.environment == {"JUPYTER_CONFIG_PATH": "/opt/matrix-calculus/profiles/student"}
    assert "MCALC_GRADEBOOK" in teacher.environment


def test_the_image_holds_no_solutions() -> None:
    """What is copied into it is named piece by piece; the course is not among it."""
    lines = (DEPLOY / "kubernetes" / "Dockerfile").read_text().splitlines()
    copied = {name for line in lines if line.startswith("COPY ") for name in line.split()[1:-1]}
    assert copied == {
        *("pyproject.toml", "requirements.txt", "README.md", "LICENSE", "CHANGELOG.md"),
        *("mcalc_helpers", "deploy/hub/profiles"),
    }
