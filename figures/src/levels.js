// Level curves of a function of two variables over a window.

import { contours } from "d3-contour";
import { scaleLinear } from "d3-scale";
import { h } from "./dom.js";
import { C } from "./colours.js";
import { number } from "./format.js";
import { robustDomain } from "./plot.js";

const CELLS = 56;
const ROOM = 22; // pixels between the numbers of two levels

// The grid reaches beyond the window, so that curves meet the frame instead of bending along it.
const MARGIN = 2;
const SIDE = CELLS + 2 * MARGIN;

/** The place of grid coordinate i in a range. */
const place = (i, [low, high]) => low + ((i - MARGIN) / CELLS) * (high - low);

/** The values of f on the grid, row by row. */
const grid = (f, [x, y]) =>
  Array.from({ length: SIDE * SIDE }, (_, k) =>
    f([place((k % SIDE) + 0.5, x), place(Math.floor(k / SIDE) + 0.5, y)]),
  );

/** Draw the level curves of f over the window of the axes; tinted between, labelled where there is room. */
export function levels(f, window, { sx, sy }, { colour = C.muted, tint = C.y, count = 9 } = {}) {
  const values = grid(f, window);
  const [low, high] = robustDomain(values, 0);
  const thresholds = scaleLinear([low, high], [0, 1]).ticks(count);
  const toPixels = ([i, j]) => [sx(place(i, window[0])), sy(place(j, window[1]))];
  const ring = (points) =>
    `M${points
      .map((p) =>
        toPixels(p)
          .map((v) => v.toFixed(1))
          .join(" "),
      )
      .join("L")}Z`;
  const shapes = contours().size([SIDE, SIDE]).thresholds(thresholds)(values);
  const decimals =
    thresholds.length > 1 ? Math.max(0, -Math.floor(Math.log10(thresholds[1] - thresholds[0]))) : 0;
  return h(
    "g",
    { "aria-hidden": "true" },
    shapes.map(({ coordinates }) =>
      h("path", {
        d: coordinates.map((polygon) => polygon.map(ring).join("")).join(""),
        fill: tint,
        "fill-opacity": 0.055,
        stroke: colour,
        "stroke-opacity": 0.55,
        "stroke-width": 1,
      }),
    ),
    labels(shapes, toPixels, decimals),
  );
}

/** Where a level's number stands: on its longest curve, a third of the way along; null if that is too short. */
function labelPlace({ coordinates }, toPixels) {
  const inside = ([i, j]) => i > 7 && i < SIDE - 7 && j > 6 && j < SIDE - 6;
  const rings = coordinates.flat().map((points) => points.filter(inside));
  const longest = rings.reduce((best, points) => (points.length > best.length ? points : best), []);
  return longest.length < 24 ? null : toPixels(longest[Math.floor(longest.length * 0.3)]);
}

/** The numbers of the levels, those left out that would stand on another. */
function labels(shapes, toPixels, decimals) {
  const taken = [];
  return shapes.map((shape) => {
    const place = labelPlace(shape, toPixels);
    if (!place || taken.some(([x, y]) => Math.hypot(x - place[0], y - place[1]) < ROOM)) return null;
    taken.push(place);
    return h(
      "text",
      {
        x: place[0],
        y: place[1] + 3.5,
        "font-size": 10,
        "text-anchor": "middle",
        class: "mc-number",
        fill: C.muted,
        stroke: C.paper,
        "stroke-width": 3,
        "paint-order": "stroke",
      },
      number(shape.value, decimals),
    );
  });
}
