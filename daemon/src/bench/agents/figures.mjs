// Of what was measured: quantiles, and how it is shown in a table.

export function quantile(values, share) {
  return [...values].sort((one, other) => one - other)[Math.min(values.length - 1, Math.floor(values.length * share))];
}

const number = (value) => value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0);

/** The median and the range; of words all that were found. */
export function shown(values) {
  if (!values) return '-';
  if (typeof values[0] === 'string') return [...new Set(values)].join(' / ');
  return `${number(quantile(values, 0.5))} (${number(Math.min(...values))}..${number(Math.max(...values))})`;
}
