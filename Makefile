# Two commands do it all on a fresh machine with Python 3.11 or newer: `make book` and `make test`.
# The work is in tools/tasks.py, which also runs without make: python tools/tasks.py book

NEW_ENOUGH = 'import sys; sys.exit(sys.version_info < (3, 11))'
PYTHON ?= $(firstword $(foreach p,python3 python3.11 python3.12 python3.13 python3.14 python,\
	$(shell $(p) -c $(NEW_ENOUGH) >/dev/null 2>&1 && echo $(p))))
PORT ?= 8000
VENV ?= .venv
export PORT VENV

TASKS = book html pdf test lint notebooks lab class-demo hub bench clean
.PHONY: $(TASKS) help
help:
	@echo "make book     build the book and serve it on this machine (PORT=$(PORT))"
	@echo "make html     build it without serving, into _build/html"
	@echo "make pdf      the whole book as one PDF, linked from its first page (needs Chromium)"
	@echo "make test     every check: style, types, unit tests, notebooks, the built book in a browser"
	@echo "make class-demo   a made-up class plays the whole course, and leaves its gradebook"
	@echo "make hub      a JupyterHub with a teacher and three students, to try out"
	@echo "make notebooks, make lab, make bench, make lint, make clean: see CONTRIBUTING.md"

$(TASKS):
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: install it, or say where it is: make $@ PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) tools/tasks.py $@
