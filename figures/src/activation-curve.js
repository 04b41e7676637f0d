// The curve of an activation over z, shared by the figures of a neuron.

import { C } from "./colours.js";
import { axes, curve, lastOf, robustDomain, sample } from "./plot.js";

const PIECES = 96; // an even number, so that the corner of max(0, z) at the middle of the range is met

/**
 * Axes and curve of an activation in a box. The function returned gives them for a range of z; it makes them anew only
 * when the range changes, which it does in steps.
 */
export function activationCurve(f, box) {
  const make = lastOf((key, range) => {
    const points = sample((z) => f([z]).value[0], range, PIECES);
    const plot = axes({
      box,
      x: range,
      y: robustDomain([0, ...points.map(([, a]) => a)], 0.1),
      xName: "z",
      yName: "a",
      xColour: C.z,
      yColour: C.a,
      yTicks: 4,
    });
    return { plot, drawn: curve(points, plot, { stroke: C.a, "stroke-width": 2.5 }) };
  });
  return (range) => make(String(range), range);
}
