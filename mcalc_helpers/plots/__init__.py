"""Static pictures for the chapters: one style, both themes, each with a text that says the same."""

from mcalc_helpers.plots.boxes import shape_boxes
from mcalc_helpers.plots.picture import Picture
from mcalc_helpers.plots.planes import deformed_grid
from mcalc_helpers.plots.surfaces import contours, slices
from mcalc_helpers.plots.tables import jacobian_heatmap

__all__ = ["Picture", "contours", "deformed_grid", "jacobian_heatmap", "shape_boxes", "slices"]
