// The figures by kind, as `kind` in a figure's data names them.

import { activation } from "./activation.js";
import { chainGraph } from "./chain-graph.js";
import { descent } from "./descent.js";
import { elementWise } from "./element-wise.js";
import { gradient } from "./gradient.js";
import { jacobianProduct } from "./jacobian-product.js";
import { neuron } from "./neuron.js";
import { planeMap } from "./plane-map.js";
import { scalarExpansion } from "./scalar-expansion.js";
import { secant } from "./secant.js";
import { sumReduction } from "./sum-reduction.js";
import { totalDerivative } from "./total-derivative.js";

export const kinds = {
  activation,
  chainGraph,
  descent,
  elementWise,
  gradient,
  jacobianProduct,
  neuron,
  planeMap,
  scalarExpansion,
  secant,
  sumReduction,
  totalDerivative,
};
