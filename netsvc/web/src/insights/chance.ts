/** How likely chance alone is, and which of many findings are more than it; pure. */

/** Two shares side by side: `first` of `before`, and `second` of `after`. Whole numbers. */
export type Shares = { first: number; before: number; second: number; after: number };

/**
 * Two-sided p of the two shares being the same: the smaller tail of the hypergeometric distribution,
 * doubled (Fisher's exact test, 1935). Exact also for the few; of chance alone p <= x at most x of times.
 */
export function sameShare({ first, before, second, after }: Shares): number {
  const both = first + second;
  if (both === 0 || both === before + after) return 1;
  const expected = (both * before) / (before + after);
  const step = first <= expected ? -1 : 1;
  // from where we are away from what was expected: each term is smaller than the one before
  let term = Math.exp(
    choices(before, first) + choices(after, second) - choices(before + after, both),
  );
  let tail = 0;
  for (let x = first; term > tail * Number.EPSILON; x += step) {
    tail += term;
    const y = both - x;
    term *=
      step < 0
        ? (x * (after - y)) / ((before - x + 1) * (y + 1))
        : ((before - x) * y) / ((x + 1) * (after - y + 1));
  }
  return Math.min(1, 2 * tail);
}

/**
 * Which of many hold, at their places in `p`: of those that do at most `rate` are expected to be there by
 * chance (false discovery rate; Benjamini and Hochberg 1995).
 */
export function discoveries(p: readonly number[], rate: number): Set<number> {
  const order = p.map((_, place) => place).sort((a, b) => (p[a] ?? 1) - (p[b] ?? 1));
  const last = order.findLastIndex(
    (place, rank) => (p[place] ?? 1) <= (rate * (rank + 1)) / p.length,
  );
  return new Set(order.slice(0, last + 1));
}

/** ln of the ways to choose k of n. */
const choices = (n: number, k: number) => lnFactorial(n) - lnFactorial(k) - lnFactorial(n - k);

/** Below this Stirling's series with three terms is not exact to 12 digits. */
const SMALL = 16;

function lnFactorial(n: number): number {
  if (n < SMALL) {
    let product = 1;
    for (let factor = 2; factor <= n; factor += 1) product *= factor;
    return Math.log(product);
  }
  const series = 1 / (12 * n) - 1 / (360 * n ** 3) + 1 / (1260 * n ** 5);
  return n * Math.log(n) - n + Math.log(2 * Math.PI * n) / 2 + series;
}
