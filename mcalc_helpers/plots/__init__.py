"""Static pictures for the chapters: one style, both themes, each with a text that says the same."""

from mcalc_helpers.plots.boxes import chain_boxes, shape_boxes
from mcalc_helpers.plots.picture import Picture
from mcalc_helpers.plots.planes import deformed_grid
from mcalc_helpers.plots.road_map import road_map
from mcalc_helpers.plots.surfaces import contours, slices
from mcalc_helpers.plots.tables import jacobian_heatmap
from mcalc_helpers.plots.training import hinge_line, loss_curves

__all__ = [
    "Picture",
    "chain_boxes",
    "contours",
    "deformed_grid",
    "hinge_line",
    "jacobian_heatmap",
    "loss_curves",
    "road_map",
    "shape_boxes",
    "slices",
]
