// Runs a tape: a function as elementary operations on numbered registers (mcalc_helpers/writers/tape.py writes them).
// A tape is data: no source text is evaluated, so a strict content security policy does not stop a figure.

const OPERATIONS = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  pow: (a, b) => (a === 1 || b === 0 ? 1 : Math.pow(a, b)),
  neg: (a) => -a,
  exp: Math.exp,
  log: Math.log,
  sqrt: Math.sqrt,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  atan2: Math.atan2,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  asinh: Math.asinh,
  acosh: Math.acosh,
  atanh: Math.atanh,
  abs: Math.abs,
  sign: Math.sign,
  max: (a, b) => Math.max(a, b),
  min: (a, b) => Math.min(a, b),
  "<": (a, b) => Number(a < b),
  "<=": (a, b) => Number(a <= b),
  ">": (a, b) => Number(a > b),
  ">=": (a, b) => Number(a >= b),
  "=": (a, b) => Number(a === b),
  "!=": (a, b) => Number(a !== b),
  and: (a, b) => Number(a !== 0 && b !== 0),
  or: (a, b) => Number(a !== 0 || b !== 0),
  not: (a) => Number(a === 0),
  where: (condition, a, b) => (condition !== 0 ? a : b),
  // The slope of max(0, z): 0 at the kink, as everywhere in the book.
  step: (a) => Number(a > 0),
  // The derivative of a step: undefined at the jump.
  spike: (a) => (a === 0 ? NaN : 0),
};

/** Compile a tape to a function from an array of inputs to a new array of outputs. */
export function compile({ inputs, code, outputs }) {
  const registers = new Float64Array(inputs + code.length);
  const steps = [];
  code.forEach(([name, a, b, c], i) => {
    if (name === "constant") registers[inputs + i] = a;
    else steps.push({ apply: OPERATIONS[name], a, b: b ?? 0, c: c ?? 0, to: inputs + i });
  });
  return (point) => {
    for (let i = 0; i < inputs; i++) registers[i] = point[i];
    for (const { apply, a, b, c, to } of steps)
      registers[to] = apply(registers[a], registers[b], registers[c]);
    return outputs.map((i) => registers[i]);
  };
}

/** Compile a tape of m values followed by their m x n Jacobian: point -> { value, jacobian }. */
export function differentiable(tape) {
  const run = compile(tape);
  const n = tape.inputs;
  const m = tape.outputs.length / (n + 1);
  return (point) => {
    const all = run(point);
    return {
      value: all.slice(0, m),
      jacobian: Array.from({ length: m }, (_, i) => all.slice(m + i * n, m + (i + 1) * n)),
    };
  };
}
