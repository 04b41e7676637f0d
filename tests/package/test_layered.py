"""The layout of dataflow graphs: nothing covers anything, whatever the graph and however long its labels."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mcalc_helpers.layered import Size, arrange, fill, levels, spread

sizes = st.builds(Size, st.integers(5, 200), st.integers(5, 60))
GAP = Size(6, 10)


@st.composite
def graphs(draw):
    """Boxes, edges to later boxes, and labels."""
    count = draw(st.integers(2, 7))
    boxes = draw(st.lists(sizes, min_size=count, max_size=count))
    pairs = list(combinations(range(count), 2))
    edges = draw(st.lists(st.sampled_from(pairs), min_size=1, max_size=9, unique=True))
    labels = draw(st.lists(sizes, min_size=len(edges), max_size=len(edges)))
    return boxes, edges, labels


def box_of(place, size):
    (x, y), (width, height) = place, size
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def overlap(a, b):
    tiny = 1e-6
    return a[0] < b[2] - tiny and b[0] < a[2] - tiny and a[1] < b[3] - tiny and b[1] < a[3] - tiny


@settings(deadline=None)
@given(graphs())
def test_nothing_covers_anything_and_everything_is_inside(graph):
    boxes, edges, labels = graph
    layout = arrange(boxes, edges, labels, GAP)
    places = [*map(box_of, layout.boxes, boxes), *map(box_of, layout.labels, labels)]
    assert not any(overlap(a, b) for a, b in combinations(places, 2))
    width, height = layout.size
    for left, top, right, bottom in places:
        assert left >= -1e-6
        assert top >= -1e-6
        assert right <= width + 1e-6
        assert bottom <= height + 1e-6


@settings(deadline=None)
@given(graphs())
def test_arrows_go_down_from_box_to_box_through_their_label_and_behind_no_other(graph):
    boxes, edges, labels = graph
    layout = arrange(boxes, edges, labels, GAP)
    for e, ((tail, head), way) in enumerate(zip(edges, layout.ways, strict=True)):
        assert way[0] == pytest.approx((layout.boxes[tail][0], box_of(layout.boxes[tail], boxes[tail])[3]))
        assert way[-1] == pytest.approx((layout.boxes[head][0], box_of(layout.boxes[head], boxes[head])[1]))
        assert all(a[1] <= b[1] + 1e-6 for a, b in pairwise(way))
        others = [
            *(box_of(p, s) for p, s in zip(layout.boxes, boxes, strict=True)),
            *(box_of(p, s) for k, (p, s) in enumerate(zip(layout.labels, labels, strict=True)) if k != e),
        ]
        for k, (a, b) in enumerate(pairwise(way)):
            assert k % 2 or a[0] == pytest.approx(b[0])
            # The curves stay between the rows; only the straight stretches pass anything.
            stretch = (a[0], a[1], b[0], b[1])
            assert k % 2 or not any(overlap(stretch, other) for other in others)


@given(st.lists(st.floats(-50, 50), min_size=1, max_size=6), st.integers(0, 20))
def test_places_keep_their_distance_and_those_that_fit_stay(wanted, least):
    apart = [least] * (len(wanted) - 1)
    places = spread(wanted, apart)
    assert all(b - a >= least - 1e-9 for a, b in pairwise(places))
    assert spread(places, apart) == pytest.approx(places)
    assert sum(places) == pytest.approx(sum(wanted), abs=1e-6)


def test_a_box_is_below_all_it_depends_on():
    assert levels(4, [(0, 1), (1, 3), (0, 2), (2, 3), (0, 3)]) == [0, 1, 1, 2]


def test_a_part_wider_than_the_limit_has_a_line_of_its_own():
    assert fill(["aaaa", " = bbbbbbbb", " = c"], len, 5) == ["aaaa", "= bbbbbbbb", "= c"]
