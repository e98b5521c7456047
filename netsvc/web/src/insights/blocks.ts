/** Which units mostly hand over to each other, where no silos say it; pure. */

export type Tie = { from: string; to: string; count: number };

/**
 * Groups of units by greedy joining while modularity grows (Clauset, Newman and Moore 2004), both
 * directions together; the largest group first. Nothing random: the same ties give the same groups.
 * For tens of units: the work grows with the third power of their number.
 */
export function blocksOf(keys: readonly string[], ties: readonly Tie[]): string[][] {
  const known = new Set(keys);
  const shown = ties.filter(({ from, to }) => from !== to && known.has(from) && known.has(to));
  const all = shown.reduce((sum, tie) => sum + tie.count, 0);
  const volume = new Map(keys.map((key) => [key, 0]));
  const weight = new Map<string, number>();
  const name = (a: string, b: string) => (a < b ? `${a}\n${b}` : `${b}\n${a}`);
  for (const { from, to, count } of shown) {
    volume.set(from, (volume.get(from) ?? 0) + count);
    volume.set(to, (volume.get(to) ?? 0) + count);
    weight.set(name(from, to), (weight.get(name(from, to)) ?? 0) + count);
  }
  const size = new Map(volume);
  const groups = new Map([...keys].sort().map((key) => [key, [key]]));
  for (;;) {
    const best = bestPair([...groups.keys()], size, (a, b) => weight.get(name(a, b)) ?? 0, all);
    if (!best) break;
    const [into, out] = best;
    groups.set(into, [...(groups.get(into) ?? []), ...(groups.get(out) ?? [])]);
    groups.delete(out);
    size.set(into, (size.get(into) ?? 0) + (size.get(out) ?? 0));
    for (const other of groups.keys()) {
      const more = weight.get(name(out, other)) ?? 0;
      if (other !== into && more > 0) {
        weight.set(name(into, other), (weight.get(name(into, other)) ?? 0) + more);
      }
    }
  }
  const heaviest = (a: string, b: string) =>
    (volume.get(b) ?? 0) - (volume.get(a) ?? 0) || (a < b ? -1 : 1);
  const total = (group: string[]) => group.reduce((sum, key) => sum + (volume.get(key) ?? 0), 0);
  return [...groups.values()]
    .map((group) => group.sort(heaviest))
    .sort((a, b) => total(b) - total(a) || heaviest(a[0] ?? '', b[0] ?? ''));
}

/** The two groups whose joining raises modularity most; none where none does. */
function bestPair(
  keys: string[],
  size: ReadonlyMap<string, number>,
  between: (a: string, b: string) => number,
  all: number,
): [string, string] | null {
  let best: [string, string] | null = null;
  let most = 0;
  keys.forEach((a, index) => {
    for (const b of keys.slice(index + 1)) {
      const gain =
        between(a, b) / all - ((size.get(a) ?? 0) * (size.get(b) ?? 0)) / (2 * all * all);
      if (gain > most + 1e-12) {
        most = gain;
        best = [a, b];
      }
    }
  });
  return best;
}
