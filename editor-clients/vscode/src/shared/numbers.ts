/** 1234 as 1.2k. */
export function tokens(count: number): string {
  return count < 1_000 ? String(count) : count < 1_000_000 ? `${(count / 1_000).toFixed(count < 10_000 ? 1 : 0)}k` : `${(count / 1_000_000).toFixed(1)}M`;
}
