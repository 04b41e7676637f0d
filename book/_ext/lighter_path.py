"""Write the outline of a drawing in fewer bytes: relative coordinates, few digits, no point that does not show."""

import re
from collections.abc import Iterator, Sequence
from math import hypot

Point = tuple[float, float]
Step = tuple[str, list[Point]]  # M, L, Q, C or z, and its points, absolute

COMMAND = re.compile(r"([MLHVQCZz])([^A-Za-z]*)")
NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?")
PLAIN = re.compile(r"M[MLHVQCZz\d\s.,-]*")  # the commands read here, all but z absolute
SIZE = {"M": 1, "L": 1, "Q": 2, "C": 3}  # how many points one step takes


def shorter_path(path: str, unit: float = 0.1, written: float = 0.1) -> str:
    """Return the same path, exact to half a unit, in fewer bytes; one with other commands stays as it is.

    Parameters
    ----------
    path : str
        The attribute ``d`` of a path.
    unit : float
        The grid that the points are put on.
    written : float
        What one unit is written as; other than ``unit`` where the path is scaled.

    Examples
    --------
    >>> shorter_path("M 44 308 L 44 302.1 L 44 296.2 L 50 290.4 z")
    'm44 308v-11.8l6-5.8z'
    """
    if not PLAIN.fullmatch(path):
        return path
    text, before = "", ""
    here = start = (0, 0)
    for command, points in thinned(list(steps(path)), unit / 2):
        if command == "z":
            text, before, here = text + "z", "z", start
            continue
        grid = [(round(x / unit), round(y / unit)) for x, y in points]
        moves = [(x - here[0], y - here[1]) for x, y in grid]
        here = grid[-1]
        start = here if command == "M" else start
        letter, numbers = brief(command, moves)
        body = joined([decimal(number * written) for number in numbers])
        if letter == before and letter != "m":
            text += body if body.startswith("-") else f" {body}"
        else:
            text += letter + body
        before = letter
    return text


def steps(path: str) -> Iterator[Step]:
    """Yield each step of a path."""
    here: Point = (0.0, 0.0)
    for command, text in COMMAND.findall(path):
        values = [float(value) for value in NUMBER.findall(text)]
        if command in "Zz":
            yield "z", []
        elif command in "HV":
            for value in values:
                here = (value, here[1]) if command == "H" else (here[0], value)
                yield "L", [here]
        else:
            points = list(zip(values[::2], values[1::2], strict=True))
            for first in range(0, len(points), SIZE[command]):
                yield ("L" if command == "M" and first else command), points[first : first + SIZE[command]]
            here = points[-1]


def thinned(path: Sequence[Step], tolerance: float) -> Iterator[Step]:
    """Yield the steps without those points of a run of straight lines that lie on the line between others."""
    run: list[Point] = []  # where a run of lines starts, and its points
    for command, points in path:
        if command == "L":
            run.append(points[0])
            continue
        yield from (("L", [point]) for point in thin(run, tolerance)[1:])
        yield command, points
        run = points[-1:]
    yield from (("L", [point]) for point in thin(run, tolerance)[1:])


def thin(line: list[Point], tolerance: float) -> list[Point]:
    """Return the points of a line that are needed to stay within the tolerance (Douglas and Peucker's method)."""
    if len(line) < 3:
        return line
    away = [distance(point, line[0], line[-1]) for point in line[1:-1]]
    worst = max(range(len(away)), key=away.__getitem__) + 1
    if away[worst - 1] <= tolerance:
        return [line[0], line[-1]]
    return thin(line[: worst + 1], tolerance)[:-1] + thin(line[worst:], tolerance)


def distance(point: Point, a: Point, b: Point) -> float:
    """Return how far a point is from the straight piece between two others."""
    along = (b[0] - a[0], b[1] - a[1])
    to = (point[0] - a[0], point[1] - a[1])
    length = along[0] ** 2 + along[1] ** 2
    share = min(1.0, max(0.0, (to[0] * along[0] + to[1] * along[1]) / length)) if length else 0.0
    return hypot(to[0] - share * along[0], to[1] - share * along[1])


def brief(command: str, moves: Sequence[tuple[int, int]]) -> tuple[str, list[int]]:
    """Return the relative command and its numbers; a line along an axis needs one only."""
    if command == "L" and moves[0][1] == 0:
        return "h", [moves[0][0]]
    if command == "L" and moves[0][0] == 0:
        return "v", [moves[0][1]]
    return command.lower(), [number for move in moves for number in move]


def decimal(number: float) -> str:
    """Return a number without needless zeros."""
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else re.sub(r"^(-?)0\.", r"\1.", text)


def joined(numbers: Sequence[str]) -> str:
    """Return numbers in a row; a minus sign separates by itself."""
    return re.sub(r" -", "-", " ".join(numbers))
