/** Which flows took a larger or a smaller part of all between two stretches of time; pure. */
import type { PlacePartsFragment } from '../generated/insights/graphql';
import { concerns, type Focus } from './focus';
import { cellOf, REST } from './links';

type Flow = { key: string; count: number; source: PlacePartsFragment; target: PlacePartsFragment };
/** Days as the service gives them. */
export type Half = { from?: string | null; to?: string | null; rows: readonly Flow[] };
/** Parts of all handovers of each half: a quiet summer changes the counts, but not these. */
export type Change = {
  id: string;
  source: PlacePartsFragment;
  target: PlacePartsFragment;
  before: number;
  after: number;
};

/** 1 in 100 that chance alone is so far off: many pairs are looked at. */
const SURE = 2.576;
const DAY = 86_400_000;

const total = ({ rows }: Half) => rows.reduce((sum, row) => sum + row.count, 0);

/**
 * The flows of which the two parts can't be the same, the largest change first: the difference of
 * two shares beside its standard error where they were alike (pooled; Fleiss 1981).
 */
export function changesOf(earlier: Half, later: Half, focus: Focus): Change[] {
  const [before, after] = [total(earlier), total(later)];
  if (before === 0 || after === 0) return [];
  const counts = new Map<string, { flow: Flow; first: number; second: number }>();
  for (const [half, name] of [
    [earlier, 'first'],
    [later, 'second'],
  ] as const) {
    for (const flow of half.rows) {
      if (flow.source.key === REST || !concerns(flow, focus)) continue;
      const id = cellOf(flow.source, flow.target);
      const found = counts.get(id) ?? { flow, first: 0, second: 0 };
      counts.set(id, { ...found, [name]: found[name] + flow.count });
    }
  }
  const sure = (first: number, second: number) => {
    const pooled = (first + second) / (before + after);
    const error = Math.sqrt(pooled * (1 - pooled) * (1 / before + 1 / after));
    return Math.abs(second / after - first / before) > SURE * error;
  };
  return [...counts.entries()]
    .filter(([, { first, second }]) => sure(first, second))
    .map(([id, { flow, first, second }]) => ({
      id,
      source: flow.source,
      target: flow.target,
      before: first / before,
      after: second / after,
    }))
    .sort(
      (a, b) =>
        Math.abs(b.after - b.before) - Math.abs(a.after - a.before) || (a.id < b.id ? -1 : 1),
    );
}

/** The day before, as the service writes days. */
export function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - DAY).toISOString().slice(0, 10);
}
