"""Find the cells of the released notebook in a submitted one, whatever was done to it."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_raw_cell

# What a cell can be known by, and where the released ones that are known so stand.
Key = Callable[[NotebookNode], Hashable]
Places = tuple[Key, dict[Hashable, int]]
NEW = {"code": new_code_cell, "markdown": new_markdown_cell, "raw": new_raw_cell}


@dataclass
class Matched:
    """Which submitted cell stands for which released one.

    Attributes
    ----------
    own : dict of int to cell
        By the place of the released cell.
    before : list of cell
        The student's further cells at the beginning.
    after : dict of int to list of cell
        The student's further cells, by the place of the released cell after which they stand.
    unmarked, copied : list of str
        The ids of the cells that had lost their marks, and of those of which there was more than one.
    """

    own: dict[int, NotebookNode] = field(default_factory=dict)
    before: list[NotebookNode] = field(default_factory=list)
    after: dict[int, list[NotebookNode]] = field(default_factory=dict)
    unmarked: list[str] = field(default_factory=list)
    copied: list[str] = field(default_factory=list)


def grade_id(cell: NotebookNode) -> str:
    """Return the id under which nbgrader knows a cell, or nothing."""
    marks = cell.metadata.get("nbgrader", {})
    return str(marks.get("grade_id", "")) if isinstance(marks, dict) else ""


def is_answer(cell: NotebookNode) -> bool:
    """Tell whether a released cell is there for the student to write in."""
    return bool(cell.metadata.get("nbgrader", {}).get("solution"))


def match(released: Sequence[NotebookNode], submitted: Sequence[NotebookNode]) -> Matched:
    """Match cells by nbgrader's id, then by the notebook's own, then by their text, and answers by their places.

    Parameters
    ----------
    released : sequence of cell
        The cells as they were released.
    submitted : sequence of cell
        The cells as they came back, in any order.
    """
    found = Matched()
    keys = [_places(released, key) for key in _KEYS]
    latest: int | None = None
    for cell in submitted:
        place, taken = _place(cell, keys, found)
        if place is None:
            if taken:
                found.copied.append(taken)
            (found.before if latest is None else found.after.setdefault(latest, [])).append(_plain(cell))
            continue
        latest = place
        found.own[place] = cell
        if grade_id(released[place]) and not grade_id(cell):
            found.unmarked.append(grade_id(released[place]))
    _match_by_place(released, found)
    return found


def _text(cell: NotebookNode) -> tuple[str, str]:
    return (cell.cell_type, cell.source.strip())


_KEYS: tuple[Key, ...] = (grade_id, lambda cell: cell.get("id"), _text)


def _places(released: Sequence[NotebookNode], key: Key) -> Places:
    return key, {key(cell): place for place, cell in reversed(list(enumerate(released))) if key(cell)}


def _place(cell: NotebookNode, keys: Sequence[Places], found: Matched) -> tuple[int | None, str]:
    """Return the place of a cell that is not found yet; or the id of the one that this is another copy of."""
    for key, places in keys:
        place = places.get(key(cell))
        if place is not None and place not in found.own:
            return place, ""
        if place is not None and key is grade_id:
            return None, grade_id(cell)
    return None, ""


def _match_by_place(released: Sequence[NotebookNode], found: Matched) -> None:
    """Take an unknown cell that stands where an answer is missing for that answer."""
    for place, cell in enumerate(released):
        if place in found.own or not is_answer(cell):
            continue
        strangers = found.after.get(place - 1, found.before if place == 0 else [])
        twin = next((stranger for stranger in strangers if stranger.cell_type == cell.cell_type), None)
        if twin is None:
            continue
        found.own[place] = twin
        found.unmarked.append(grade_id(cell))
        kept = [stranger for stranger in strangers if stranger is not twin]
        found.after[place] = kept + found.after.get(place, [])
        strangers.clear()


def _plain(cell: NotebookNode) -> NotebookNode:
    """Return a cell with its source alone."""
    return NEW[cell.cell_type](source=cell.source)
