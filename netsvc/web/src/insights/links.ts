/** What of the links between units is chosen, and how they stand in the matrix; pure. */
import type {
  AgainstChancePartsFragment,
  FlowPartsFragment,
  PlacePartsFragment,
} from '../generated/insights/graphql';

const SURE = 0.05;

export type Level = 'silos' | 'units';
/** A chosen cell: the keys of both ends. */
export type Chosen = { from: string; to: string } | null;
export type Standing = 'more' | 'fewer' | 'asChance' | 'unknown';

export const ARROW = '→';

/** Whether the volumes of the two units alone explain the count. */
export function standing(against: AgainstChancePartsFragment | null | undefined): Standing {
  if (against?.p == null) return 'unknown';
  if (against.p > SURE) return 'asChance';
  return against.value > against.expected ? 'more' : 'fewer';
}

/** How strongly, from 0 to 1: eight times as much or as little is full. */
export function strength(against: AgainstChancePartsFragment | null | undefined): number {
  if (!against || against.expected <= 0 || against.value <= 0) return 0;
  return Math.min(1, Math.abs(Math.log2(against.value / against.expected)) / 3);
}

const REST = 'other';

/** What small ones come to together stands last: nobody can act on it. */
export function restLast(a: { key: string }, b: { key: string }): number {
  return Number(a.key === REST) - Number(b.key === REST);
}

/** Every end that stands in some flow, silo by silo, so that blocks show on the diagonal. */
export function ends(
  rows: readonly FlowPartsFragment[],
  say: (place: PlacePartsFragment) => string,
) {
  const found = new Map<string, PlacePartsFragment>();
  const volume = new Map<string, number>();
  for (const row of rows) {
    for (const place of [row.source, row.target]) {
      // one unit's name is the better one where a key also stands for small units together
      if (!found.get(place.key)?.unitId) found.set(place.key, place);
      const silo = place.silo ?? '';
      volume.set(silo, (volume.get(silo) ?? 0) + row.count);
    }
  }
  const size = (place: PlacePartsFragment) => volume.get(place.silo ?? '') ?? 0;
  const last = (place: PlacePartsFragment) => (place.silo ? 0 : 1);
  return [...found.values()].sort(
    (a, b) =>
      last(a) - last(b) ||
      size(b) - size(a) ||
      (a.silo ?? '').localeCompare(b.silo ?? '') ||
      say(a).localeCompare(say(b)),
  );
}

type Pair = { source: PlacePartsFragment; target: PlacePartsFragment };

const touches = (place: PlacePartsFragment, key: string) => place.key === key || place.silo === key;

/** Whether a pair of units is about the chosen two, whichever way. */
export function concerns({ source, target }: Pair, chosen: Chosen): boolean {
  if (!chosen) return true;
  const { from, to } = chosen;
  return (
    (touches(source, from) && touches(target, to)) || (touches(source, to) && touches(target, from))
  );
}

/** Whether a loop passes both chosen units; `silos` gives the silo of each unit. */
export function passes(loop: string, chosen: Chosen, silos: ReadonlyMap<string, string>): boolean {
  if (!chosen) return true;
  const units = loop.split(ARROW);
  const there = (key: string) => units.some((unit) => unit === key || silos.get(unit) === key);
  return there(chosen.from) && there(chosen.to);
}
