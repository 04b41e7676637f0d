"""Where things are: the gradebook, the exchange, and what a submission must not see of them."""

import os
from pathlib import Path

import nbgrader

SQLITE = "sqlite:///"


def database(root: Path) -> str:
    """Return the address of the gradebook: $MCALC_GRADEBOOK, or a file in the course folder.

    A PostgreSQL address may be written as ``postgresql://``; the driver that is installed is psycopg 3.
    """
    given = os.environ.get("MCALC_GRADEBOOK") or f"{SQLITE}{root / 'gradebook.db'}"
    scheme, _, rest = given.partition("://")
    return f"postgresql+psycopg://{rest}" if scheme in {"postgres", "postgresql"} else given


def exchange(root: Path) -> str:
    """Return the folder through which files are handed over: $MCALC_EXCHANGE, or one in the course folder."""
    return os.environ.get("MCALC_EXCHANGE") or str(root / "exchange")


def one_account() -> bool:
    """Tell whether all students have one account on this machine, by $MCALC_ONE_ACCOUNT."""
    return bool(os.environ.get("MCALC_ONE_ACCOUNT"))


def hidden(root: Path) -> list[str]:
    """Return the folders that a submission must not see: the course, the exchange, a gradebook that is a file."""
    address = database(root)
    gradebook = [str(Path(address.removeprefix(SQLITE)).parent)] if address.startswith(SQLITE) else []
    return list(dict.fromkeys([str(root), exchange(root), *gradebook]))


def nbgrader_templates() -> str:
    """Return the folder of nbgrader's own pages, on which the course's are built."""
    return str(Path(nbgrader.__file__).parent / "server_extensions" / "formgrader" / "templates")
