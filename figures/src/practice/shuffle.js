// The order in which the steps of a question are offered: mixed, the same at every visit, never already right.

/** A small generator of numbers from 0 to 1, seeded by a text (mulberry32 on a hash of it). */
function generator(text) {
  let state = [...text].reduce(
    (hash, character) => Math.imul(hash ^ character.codePointAt(0), 0x01000193),
    0x811c9dc5,
  );
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The numbers of a question's steps in the order they are offered. */
export function offeredOrder({ id, steps }) {
  const random = generator(id);
  const order = steps.map((_, step) => step);
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other], order[last]];
  }
  const alreadyRight = order.every((step, place) => steps[step] === steps[place]);
  return alreadyRight ? [...order.slice(1), order[0]] : order;
}
