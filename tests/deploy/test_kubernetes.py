"""The files for Kubernetes, without a cluster: objects fit Kubernetes' own schema, the Job's command grades."""

import asyncio
import copy
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jsonschema
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
CHART = yaml.safe_load(Path(__file__).with_name("chart.yaml").read_text())
# What a course folder holds besides, once it is used.
GROWN = ("exchange", "gradebook.db", "release", "downloaded", "submitted", "autograded", "feedback")
VERSIONS = ("1.33", "1.34")  # the oldest that the manifests are written for, and one later


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize(
    "item", OBJECTS, ids=lambda item: f"{item['kind']}-{item['metadata'].get('name', 'grade')}"
)
def test_each_object_fits_the_schema(item: dict[str, Any], version: str) -> None:
    kubernetes_validate.validate(item, version, strict=True)


def test_the_schema_would_refuse_a_slip() -> None:
    job = copy.deepcopy(JOB)
    job["spec"]["completionmode"] = job["spec"].pop("completionMode")
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(job, VERSIONS[0], strict=True)


def test_there_are_as_many_pods_as_shares() -> None:
    arguments = GRADE["args"]
    assert arguments[arguments.index("--shares") + 1] == str(JOB["spec"]["completions"])
    assert JOB["spec"]["completionMode"] == "Indexed"


def test_the_jobs_command_grades_every_share(tmp_path: Path) -> None:
    """Run here what each container runs there, on a class of two in two shares."""
    course = tmp_path / "course"
    set_up(course)
    for student in ("s1", "s2"):
        hand_in(course, student, WORK[student][0])
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
    assert said.count(f"1 of 1 submissions of {NAME} are graded.") == 2
    assert scores(f"sqlite:///{course}/gradebook.db") == {name: SCORES[name] for name in ("s1", "s2")}


def test_what_the_job_uses_is_there() -> None:
    """Volumes, the database's label and port, the claims: names that must agree between the files."""
    claims = {item["metadata"]["name"] for item in OBJECTS if item["kind"] == "PersistentVolumeClaim"}
    used = {v["persistentVolumeClaim"]["claimName"] for v in POD["volumes"] if "persistentVolumeClaim" in v}
    exchange = VALUES["singleuser"]["storage"]["extraVolumes"][0]["persistentVolumeClaim"]["claimName"]
    assert used | {exchange} == claims == {"course", "exchange"}
    assert {mount["name"] for mount in GRADE["volumeMounts"]} == {volume["name"] for volume in POD["volumes"]}


def named(kind: str, name: str) -> dict[str, Any]:
    """Return what an object is to be."""
    found = [item for item in OBJECTS if (item["kind"], item["metadata"].get("name")) == (kind, name)]
    assert len(found) == 1
    return found[0]["spec"]


def test_the_gradebook_is_reached_by_grading_and_by_the_teacher_alone() -> None:
    database = named("StatefulSet", "postgres")["template"]
    labels = database["metadata"]["labels"]
    port = {"protocol": "TCP", "port": database["spec"]["containers"][0]["ports"][0]["containerPort"]}
    grading = JOB["spec"]["template"]["metadata"]["labels"]
    teacher = start_a_server("teacher").extra_labels

    gate = named("NetworkPolicy", "postgres")
    assert gate["podSelector"]["matchLabels"] == labels
    (rule,) = gate["ingress"]
    assert [peer["podSelector"]["matchLabels"] for peer in rule["from"]] == [grading, teacher]
    assert rule["ports"] == [port]
    for name, who in (("grade", grading), ("teacher", teacher)):
        policy = named("NetworkPolicy", name)
        assert policy["podSelector"]["matchLabels"] == who
        assert policy["egress"][0] == {"to": [{"podSelector": {"matchLabels": labels}}], "ports": [port]}
    assert named("NetworkPolicy", "grade")["ingress"] == []


PODS = [item["spec"]["template"]["spec"] for item in OBJECTS if item["kind"] in {"Job", "StatefulSet"}]
CONTAINERS = [container for pod in (*PODS, named("Pod", "course")) for container in pod["containers"]]


def test_everything_that_runs_has_limits_and_no_rights() -> None:
    assert len(CONTAINERS) == 3
    for pod in (*PODS, named("Pod", "course")):
        assert pod["automountServiceAccountToken"] is False
        for container in pod["containers"]:
            assert (pod.get("securityContext", {}) | container["securityContext"])["runAsNonRoot"] is True
            assert "memory" in container["resources"]["limits"]
            assert container["securityContext"]["allowPrivilegeEscalation"] is False
            assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}


def test_what_gives_the_volumes_to_their_owners_is_the_only_root() -> None:
    (owners,) = named("Pod", "course")["initContainers"]
    assert owners["securityContext"]["runAsUser"] == 0
    assert set(owners["securityContext"]["capabilities"]["add"]) == {"CHOWN", "FOWNER", "DAC_OVERRIDE"}
    assert subprocess.run(["sh", "-n", "-c", owners["args"][0]], check=False).returncode == 0


def test_the_course_is_laid_into_its_volume_whole() -> None:
    """The command in the file names every part of the course, and none that grows while it is used."""
    text = (DEPLOY / "kubernetes" / "course.yaml").read_text()
    command = re.search(r"tar --create --directory assignments (.+) \\\n", text)
    assert command
    parts = {path.name for path in (DEPLOY.parent / "assignments").iterdir()}
    assert set(command[1].split()) == {part for part in parts if not part.startswith((".", "_"))} - set(GROWN)


# ---- the values of Zero to JupyterHub ----------------------------------------------------------------------------


def test_the_values_are_such_that_the_chart_takes_them() -> None:
    jsonschema.validate(VALUES, CHART)
    assert VALUES["singleuser"]["networkPolicy"]["egressAllowRules"] == {"nonPrivateIPs": False}


def with_a_slip(path: str, value: object) -> dict[str, Any]:
    """Return the values with one of them set, by its path."""
    values: dict[str, Any] = copy.deepcopy(VALUES)
    *parts, last = path.split(".")
    inner = values
    for part in parts:
        inner = inner.setdefault(part, {})
    inner[last] = value
    return values


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("singleuser.memory.limits", "2G"),
        ("singleuser.extraVolumes", []),
        ("singleuser.storage.extraVolumes", "exchange"),
        ("proxy.service.type", "clusterIP"),
        ("cull.timeout", "1h"),
        ("ingress.enabled", "yes"),
        ("hubs.config", {}),
    ],
)
def test_the_chart_would_refuse_a_slip(path: str, value: object) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(with_a_slip(path, value), CHART)


def start_a_server(name: str, table: bool = False) -> SimpleNamespace:
    """Run the hub's hook on a made-up spawner, whose volumes are a table or a list."""
    config = SimpleNamespace(KubeSpawner=SimpleNamespace())
    exec(VALUES["hub"]["extraConfig"]["roles"], {"c": config})
    mounted: Any = {} if table else []
    spawner = SimpleNamespace(
        user=SimpleNamespace(name=name),
        uid=1000,
        fs_gid=1000,
        environment={},
        extra_labels={},
        volumes=mounted,
        volume_mounts=mounted,
    )
    asyncio.run(config.KubeSpawner.pre_spawn_hook(spawner))
    return spawner


@pytest.mark.parametrize("table", [False, True])
def test_only_the_teachers_server_gets_the_course(table: bool) -> None:
    teacher, student = start_a_server("teacher", table), start_a_server("s1", table)
    assert (teacher.uid, student.uid) == (1001, 1000)
    assert len(teacher.volumes) == len(teacher.volume_mounts) == 1
    assert not student.volumes
    assert not student.volume_mounts
    assert student.environment == {"JUPYTER_CONFIG_PATH": "/opt/matrix-calculus/profiles/student"}
    assert student.extra_labels == {"class-role": "student"}
    assert teacher.environment["MCALC_ONE_ACCOUNT"] == "1"
    secret = teacher.environment["MCALC_GRADEBOOK"]["valueFrom"]
    assert secret == GRADE["env"][0]["valueFrom"]


# ---- the image ---------------------------------------------------------------------------------------------------

DOCKERFILE = (DEPLOY / "kubernetes" / "Dockerfile").read_text()
IN_THE_IMAGE = {
    *("pyproject.toml", "requirements.txt", "README.md", "LICENSE", "CHANGELOG.md"),
    *("mcalc_helpers", "deploy/hub/profiles"),
}
COPIED = {name for line in re.findall("^COPY (.+)", DOCKERFILE, re.MULTILINE) for name in line.split()[:-1]}


def test_the_image_holds_no_solutions() -> None:
    """What is copied into it is named piece by piece; the course is not among it, nor does the builder see it."""
    assert COPIED == IN_THE_IMAGE
    assert all((DEPLOY.parent / name).exists() for name in COPIED)
    sent = (DEPLOY / "kubernetes" / "Dockerfile.dockerignore").read_text().splitlines()
    assert sent.index("*") < min(sent.index(f"!{name}") for name in COPIED)
    assert {line.removeprefix("!") for line in sent if line.startswith("!")} == COPIED


def test_the_image_has_the_pinned_jupyterhub_and_does_not_run_as_root() -> None:
    pinned = re.search("^jupyterhub==(.+)$", (DEPLOY.parent / "requirements.txt").read_text(), re.MULTILINE)
    assert pinned
    assert f"\nARG JUPYTERHUB={pinned[1]}\n" in DOCKERFILE
    assert re.findall("^USER (.+)", DOCKERFILE, re.MULTILINE)[-1] == "jovyan"
