"""What all figures share: the data they carry, their state as traits, and how they show themselves."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import anywidget
import traitlets

from mcalc_helpers.interactive.bundle import module_source, run, widget_style
from mcalc_helpers.interactive.formula import plain
from mcalc_helpers.interactive.traits import Bound


class Figure(anywidget.AnyWidget):
    """A figure the reader can hold: a widget with a kernel, a living picture in a page, a still one in print.

    Subclasses set `kind` and `state_names`, describe themselves in ``super().__init__`` and add what they compute as
    properties. The drawing of each kind is JavaScript (the folder ``figures/`` of the project).

    Parameters
    ----------
    source : str
        How the figure was asked for; its representation as plain text.
    data : dict
        What the drawing needs, as JSON data: title, hint, caption, tapes, names, ranges.
    state : dict
        Start values of the traits in `state_names`.
    bounds : dict
        For each of these traits the names and ranges of its coordinates.
    """

    kind: ClassVar[str]
    state_names: ClassVar[tuple[str, ...]]

    _spec = traitlets.Dict().tag(sync=True)

    def __init__(
        self, source: str, data: dict[str, Any], state: dict[str, Any], bounds: Mapping[str, Sequence[Bound]]
    ) -> None:
        self._source = source
        self.bounds = bounds
        # Read when the first figure is made, not at import.
        type(self)._esm, type(self)._css = module_source(), widget_style()
        super().__init__(**state, _spec={"kind": self.kind, **data, "state": state})

    def __repr__(self) -> str:
        return self._source

    def _current(self) -> dict[str, Any]:
        return {**self._spec, "state": {name: getattr(self, name) for name in self.state_names}}

    def html(self) -> str:
        """Return the figure for a page without a kernel: its data, a still picture of its state, and its caption."""
        spec = self._current()
        # "</" would end the script element; JSON allows the slash to be escaped.
        data = json.dumps(spec, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
        return (
            f'<figure class="mc-figure" data-kind="{self.kind}">'
            f'<div class="mc-place">{run("staticFigure", spec)}</div>'
            f'<script type="application/json" class="mc-data">{data}</script></figure>'
        )

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """Offer both forms: the view for a live kernel, and the page that needs none."""
        data, metadata = super()._repr_mimebundle_(**kwargs) or ({}, {})
        words = f"{self!r}\n{plain(self._spec['caption'])}"
        return {**data, "text/html": self.html(), "text/plain": words}, metadata
