// Random choices from a seed: equal seeds, equal choices.

/** mulberry32: a function that gives numbers from 0 (inclusive) to 1 (exclusive). */
export function seeded(state) {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** The choices of one step; those of step 17 do not depend on how many choices step 16 made. */
export class Dice {
  #next;

  constructor(seed, step) {
    this.#next = seeded(Math.imul(seed, 0x9e3779b1) ^ Math.imul(step, 0x85ebca6b));
  }

  /** An integer from 0 to `limit - 1`. */
  below(limit) {
    return Math.floor(this.#next() * limit);
  }

  /** An integer from `low` to `high`, both inclusive. */
  between(low, high) {
    return low + this.below(high - low + 1);
  }

  chance(probability) {
    return this.#next() < probability;
  }

  pick(list) {
    return list[this.below(list.length)];
  }

  /** `count` elements, repetitions allowed. */
  some(list, count) {
    return Array.from({ length: count }, () => this.pick(list));
  }

  shuffled(list) {
    const all = [...list];
    for (let at = all.length - 1; at > 0; at--) {
      const other = this.below(at + 1);
      [all[at], all[other]] = [all[other], all[at]];
    }
    return all;
  }

  /** `{ weight, … }` by weight. */
  weighted(list) {
    let rest = this.#next() * list.reduce((sum, { weight }) => sum + weight, 0);
    return list.find(({ weight }) => (rest -= weight) < 0) ?? list.at(-1);
  }
}
