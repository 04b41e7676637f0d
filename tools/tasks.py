"""Everything the project does, by name: ``python tools/tasks.py book``. The Makefile calls this file.

It needs nothing but Python 3.11: it makes a virtual environment of its own, installs the pinned packages into it, and
runs each task there. Where there is no make (Windows), call it directly.
"""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        f"This needs Python 3.11 or newer, and this is {sys.version.split()[0]}: call it with a newer one."
    )

import functools
import hashlib
import http.server
import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / os.environ.get("VENV", ".venv")
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
HTML = ROOT / "_build" / "html"
NOTEBOOKS = sorted((ROOT / "book").rglob("*.ipynb"))
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
# What pip says when it reaches no registry, in its several ways; one is that no version exists of a package that
# everyone has.
NO_NETWORK = (
    "NewConnectionError",
    "Connection refused",
    "Name or service not known",
    "Temporary failure",
    "timed out",
    "(from versions: none)",
)


def run(*command: str | Path) -> None:
    """Run a program of the virtual environment from the project's root; stop the task if it fails.

    Ctrl+C reaches the program as well: it ends in its own way, is waited for, and the task is over.
    """
    program, *rest = (str(part) for part in command)
    print("$", program, *rest, flush=True)
    env = os.environ | {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "PYTHONHASHSEED": "0"}
    process = subprocess.Popen([shutil.which(program, path=env["PATH"]) or program, *rest], cwd=ROOT, env=env)
    interrupted = False
    while process.poll() is None:
        try:
            process.wait()
        except KeyboardInterrupt:
            interrupted = True
    if process.returncode or interrupted:
        sys.exit(process.returncode)


# ---- the virtual environment -------------------------------------------------------------------------------------


def install(*extras: str) -> None:
    """Make the virtual environment and install the package with these extras, unless that is already so."""
    have = VENV / "installed"
    python = f"Python {sys.version.split()[0]}"
    pins = hashlib.sha256(
        (ROOT / "requirements.txt").read_bytes() + (ROOT / "pyproject.toml").read_bytes()
    ).hexdigest()
    stamp = have.read_text().splitlines() if have.exists() else []
    if stamp[:2] == [python, pins] and set(extras) <= set(stamp[2:]):
        return
    if stamp[:1] != [python]:
        print(f"Making a virtual environment with {python} in {VENV.name}/", flush=True)
        made = subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], capture_output=True, text=True)
        if made.returncode:
            sys.exit(
                f"Could not make a virtual environment (on Debian: apt-get install python3-venv): {made.stdout}"
            )
        stamp = []
    wanted = sorted(set(extras) | set(stamp[2:]))
    log = VENV / "install.log"
    print(f"Installing what {', '.join(wanted)} needs (a minute or two the first time)", flush=True)
    with log.open("w") as output:
        pip = [BIN / "python", "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
        pinned = ["-c", "requirements.txt", "-e", f".[{','.join(wanted)}]"]
        installed = subprocess.run([*pip, *pinned], cwd=ROOT, stdout=output, stderr=subprocess.STDOUT)
    if installed.returncode:
        cause = (
            "no network to the package registry"
            if any(sign in log.read_text() for sign in NO_NETWORK)
            else "pip"
        )
        sys.exit(f"Could not install the packages ({cause}); what pip said is in {log.relative_to(ROOT)}")
    have.write_text("\n".join([python, pins, *wanted]) + "\n")


def find_browser() -> str:
    """Return the browser that the tests drive: $CHROMIUM, or the first one installed, or Debian's, installed now."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if found:
        return found
    if apt_get("Chromium for the browser tests", "chromium"):
        return find_browser()
    sys.exit(
        "The tests need Chromium or Chrome: install one (on Debian: sudo apt-get install chromium) or set CHROMIUM."
    )


def find_course_programs() -> None:
    """See to it that what the course's tests drive is there: the sandbox of submissions, a database server."""
    places = [*os.get_exec_path(), *map(str, Path("/usr/lib/postgresql").glob("*/bin"))]
    for program, package in (("bwrap", "bubblewrap"), ("initdb", "postgresql")):
        found = any((Path(place) / program).exists() for place in places)
        if not found and not apt_get(f"{package} for the tests of the course", package):
            sys.exit(f"The tests need {package}: install it (on Debian: sudo apt-get install {package}).")


def apt_get(what: str, package: str) -> bool:
    """Install a Debian package where that is possible (root with apt), and return whether it was."""
    if not (shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0):
        return False
    print(f"Installing {what}", flush=True)
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", package]):
        subprocess.run(["apt-get", *arguments], check=True, stdout=subprocess.DEVNULL, env=env)
    return True


# ---- the tasks ---------------------------------------------------------------------------------------------------


def html() -> None:
    """Build the book from the stored outputs, with warnings as errors."""
    install("book")
    run("jupyter-book", "build", "--warningiserror", "--nitpick", "--keep-going", "--quiet", ".")


def book() -> None:
    """Build the book and serve it on this machine only."""
    html()
    port = int(os.environ.get("PORT", "8000"))
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=HTML)
    try:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as problem:
        sys.exit(
            f"Port {port} cannot be used ({problem.strerror}): choose another, as in: make book PORT={port + 1}"
        )
    print(f"The book is at http://127.0.0.1:{port}/  (stop with Ctrl+C)", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print()


def lint() -> None:
    """Check style, format and types."""
    install("book", "class", "lab", "test")
    run("ruff", "check", ".")
    run("ruff", "format", "--check", ".")
    run("mypy")


def test() -> None:
    """Run every check there is, from lint to the built book in a real browser."""
    os.environ["CHROMIUM"] = find_browser()
    if sys.platform == "linux":
        find_course_programs()
    lint()
    run("pytest", "-q", "-n", "2", "--cov", "--cov-report", "term", "mcalc_helpers", "tests/package")
    run("pytest", "-q", "-n", "2", "--dist", "loadfile", "--nbval", *NOTEBOOKS)
    html()
    # A run each: the folders have a browser each, and one process cannot drive two.
    run("pytest", "-q", "-n", "2", "--dist", "loadgroup", "tests/notebooks", "tests/book")
    run("pytest", "-q", "-n", "2", "tests/figures")
    run("pytest", "-q", "-n", "2", "tests/practice")
    if sys.platform != "linux":
        print(
            "Left out: the tests of the course and of its servers, which need Linux (bubblewrap, PostgreSQL)."
        )
        return
    run("pytest", "-q", "-n", "2", "--dist", "loadfile", "assignments/grading", "tests/classroom")
    run("pytest", "-q", "-n", "2", "--dist", "loadfile", "tests/deploy")


def pdf() -> None:
    """Make the whole book as one PDF, and build the book anew so that its first page links to it."""
    os.environ["CHROMIUM"] = find_browser()
    install("book", "test")
    built = ROOT / "_build" / "pdf"
    options = ("--warningiserror", "--nitpick", "--keep-going", "--quiet", "--builder", "singlehtml")
    run("jupyter-book", "build", *options, "--path-output", built, ".")
    page = built / "_build" / "singlehtml" / "book" / "index.html"
    run("python", "tools/pdf.py", page, built / "matrix-calculus.pdf")
    html()


def notebooks() -> None:
    """Execute every notebook afresh and normalise what is stored."""
    install("book")
    run("python", "tools/notebooks.py", *NOTEBOOKS)


def lab() -> None:
    """Open the chapters in JupyterLab."""
    install("book", "lab")
    as_root = ["--allow-root"] if os.name != "nt" and os.geteuid() == 0 else []
    run("jupyter", "lab", *as_root, "book")


def class_demo() -> None:
    """Play the whole course with a made-up class, and leave its gradebook to look at."""
    install("book", "class", "lab")
    os.environ["PYTHONPATH"] = str(ROOT / "assignments")
    run("python", "-m", "grading.demo", ROOT / "_build" / "class-demo")


def hub() -> None:
    """Start a JupyterHub with a teacher and three students, to try out."""
    install("book", "class", "lab")
    run("python", "-m", "deploy.hub")


def bench() -> None:
    """Measure what has a budget, and print it against its limit."""
    os.environ["CHROMIUM"] = find_browser()
    install("book", "class", "lab", "test")
    html()
    for script in sorted((ROOT / "benchmarks").glob("bench_*.py")):
        run("python", script.relative_to(ROOT))


def clean() -> None:
    """Remove everything that the other tasks made."""
    for folder in (VENV, ROOT / "_build"):
        shutil.rmtree(folder, ignore_errors=True)


TASKS: dict[str, Callable[[], None]] = {
    task.__name__.replace("_", "-"): task
    for task in (book, html, pdf, test, lint, notebooks, lab, class_demo, hub, bench, clean)
}


def main(arguments: Sequence[str]) -> None:
    """Run the named tasks in turn, or list them."""
    if not arguments or any(name not in TASKS for name in arguments):
        lines = [f"  {name:10} {(task.__doc__ or '').splitlines()[0]}" for name, task in TASKS.items()]
        sys.exit("Name a task:\n" + "\n".join(lines))
    for name in arguments:
        TASKS[name]()


if __name__ == "__main__":
    main(sys.argv[1:])
