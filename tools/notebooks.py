"""Execute notebooks from top to bottom and store them in a normal form.

The normal form holds nothing that changes from run to run or from machine to machine: cell ids follow from the cell's
place and text, metadata is what the book needs, there are no timings. Executing twice gives the same bytes, so a
difference in a notebook is a difference in what it says.
"""

import hashlib
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
LANGUAGE = {
    "name": "python",
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "pygments_lexer": "ipython3",
}


# A live view is an address in the memory of a kernel that is gone; the figure's HTML beside it is what is stored.
LIVE_VIEW = "application/vnd.jupyter.widget-view+json"


def normalise(notebook: NotebookNode) -> NotebookNode:
    """Return the notebook in its normal form."""
    notebook.metadata = nbformat.from_dict({"kernelspec": KERNEL, "language_info": LANGUAGE})
    seen: dict[str, int] = {}
    for cell in notebook.cells:
        digest = hashlib.sha256(cell.source.encode()).hexdigest()[:8]
        seen[digest] = seen.get(digest, 0) + 1
        cell.id = digest if seen[digest] == 1 else f"{digest}-{seen[digest]}"
        tags = cell.metadata.get("tags")
        cell.metadata = nbformat.from_dict({"tags": tags} if tags else {})
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(LIVE_VIEW, None)
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    return notebook


def execute(path: Path) -> None:
    """Execute one notebook and write it back; a cell that fails stops it and leaves the file untouched."""
    notebook = nbformat.read(path, as_version=4)
    # What a cell prints arrives in as many pieces as the moment will have it; it is stored in one.
    client = NotebookClient(
        notebook, timeout=120, coalesce_streams=True, resources={"metadata": {"path": str(path.parent)}}
    )
    client.execute(cwd=str(path.parent))
    nbformat.write(normalise(notebook), path)
    print(path)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        execute(Path(name))
