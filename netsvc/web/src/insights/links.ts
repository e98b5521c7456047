/** What of the links between units is chosen, and how they stand in the matrix; pure. */
import type {
  AgainstChancePartsFragment,
  FlowPartsFragment,
  LinksQuery,
  PlacePartsFragment,
} from '../generated/insights/graphql';
import { blocksOf } from './blocks';

const SURE = 0.05;

export type Level = 'silos' | 'units';
/** A chosen cell: the ids of both ends (`idOf`). */
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

export const REST = 'other';

/** What small ones come to together stands last: nobody can act on it. */
export function restLast(a: { key: string }, b: { key: string }): number {
  return Number(a.key === REST) - Number(b.key === REST);
}

type Pair = { source: { unitId?: string | null }; target: { unitId?: string | null } };

/** Two units before several small ones together, of which nobody can say which two it is about. */
export function pairsFirst(a: Pair, b: Pair): number {
  const several = ({ source, target }: Pair) => !source.unitId || !target.unitId;
  return Number(several(a)) - Number(several(b));
}

/**
 * What tells places apart. Small units of a silo together have the silo's key too: they are a row of
 * their own in the matrix, so that their handovers hide nobody else's.
 */
export const idOf = ({ key, unitId }: { key: string; unitId?: string | null }): string =>
  unitId || key === REST ? key : `${key}${TOGETHER}`;

const TOGETHER = '*';
/** The key of a place by what tells it apart. */
export const bare = (id: string) => (id.endsWith(TOGETHER) ? id.slice(0, -1) : id);

export const cellOf = (from: PlacePartsFragment, to: PlacePartsFragment) =>
  `${idOf(from)}>${idOf(to)}`;

/** Every place that is named in some view: one too small for the matrix may be in a list. */
export const everyPlace = ({ units, silos, proposals, missingLinks, loneBridges }: LinksQuery) =>
  [units, silos, proposals, missingLinks, loneBridges].flatMap(({ rows }) =>
    rows.flatMap((row) => [row.source, row.target]),
  );

/** Places in the order of the matrix; `starts` are the first ones of blocks, `all` how many. */
export type Arranged = {
  places: PlacePartsFragment[];
  starts: ReadonlySet<number>;
  all: number;
  /** No silo has two places: blocks are of units that mostly hand over to each other. */
  found: boolean;
};

/**
 * The busiest places of the flows, and those whose ids are `kept`, in blocks: silo by silo where
 * silos have units, else as the handovers themselves show. What is small together stands last.
 */
export function arranged(
  rows: readonly FlowPartsFragment[],
  say: (place: PlacePartsFragment) => string,
  most = Infinity,
  kept: readonly string[] = [],
): Arranged {
  const known = new Map<string, PlacePartsFragment>();
  const volume = new Map<string, number>();
  const add = (key: string, count: number) => volume.set(key, (volume.get(key) ?? 0) + count);
  for (const row of rows) {
    for (const place of [row.source, row.target]) {
      known.set(idOf(place), place);
      add(idOf(place), row.count);
    }
  }
  const size = (id: string) => volume.get(id) ?? 0;
  const units = [...known.keys()].filter((id) => id !== REST);
  const busiest = [...units].sort((a, b) => size(b) - size(a) || (a < b ? -1 : 1)).slice(0, most);
  const ids = [...new Set([...busiest, ...kept.filter((id) => id !== REST && known.has(id))])];
  const silo = (id: string) => known.get(id)?.silo ?? '';
  const found = new Set(ids.map(silo)).size === ids.length;
  const blocks = found ? blocksOf(ids, tiesOf(rows)) : silosOf(ids, silo, size);
  const name = (id: string) => {
    const place = known.get(id);
    return place ? say(place) : '';
  };
  const byName = (a: string, b: string) => byNumber(name(a), name(b));
  const order = blocks.flatMap((block) => (found ? block : block.sort(byName)));
  const starts = new Set<number>();
  let at = 0;
  for (const block of blocks) {
    // lines around units that stand alone would only be a net of lines
    if (at > 0 && (block.length > 1 || !found)) starts.add(at);
    at += block.length;
    if (block.length > 1 && at < order.length) starts.add(at);
  }
  if (known.has(REST)) {
    if (starts.size > 0) starts.add(order.length);
    order.push(REST);
  }
  const places = order.flatMap((id) => known.get(id) ?? []);
  return {
    places,
    starts: found || blocks.length < at ? starts : new Set(),
    all: units.length,
    found,
  };
}

const tiesOf = (rows: readonly FlowPartsFragment[]) =>
  rows.map((row) => ({ from: idOf(row.source), to: idOf(row.target), count: row.count }));

/** The ids silo by silo, the busiest silo first. */
function silosOf(
  ids: readonly string[],
  silo: (id: string) => string,
  size: (id: string) => number,
): string[][] {
  const groups = new Map<string, string[]>();
  for (const id of ids) groups.set(silo(id), [...(groups.get(silo(id)) ?? []), id]);
  const total = (group: string[]) => group.reduce((sum, id) => sum + size(id), 0);
  return [...groups.entries()]
    .sort(([a, ours], [b, theirs]) => total(theirs) - total(ours) || (a < b ? -1 : 1))
    .map(([, group]) => group);
}

/** By name, and "Group 9" before "Group 10". */
export const byNumber = (a: string, b: string) => a.localeCompare(b, undefined, { numeric: true });

/** The names of issue types, each once: types below two areas may share theirs. */
export function namesOf<Text>(
  kinds: readonly { label: Text }[],
  say: (text: Text) => string,
): string {
  return [...new Set(kinds.map((kind) => say(kind.label)))].join(', ');
}

const MUCH = 0.25;

/** The single unit at one end of most of what is shown, where that is a quarter of all or more. */
export function hubOf(
  rows: readonly Pick<FlowPartsFragment, 'share' | 'source' | 'target'>[],
): { place: PlacePartsFragment; share: number } | null {
  const shares = new Map<string, { place: PlacePartsFragment; share: number }>();
  for (const { share, source, target } of rows) {
    if (source.key === target.key) continue;
    for (const place of [source, target]) {
      if (!place.unitId) continue;
      const found = shares.get(place.key) ?? { place, share: 0 };
      shares.set(place.key, { place, share: found.share + share.value });
    }
  }
  const [first] = [...shares.values()].sort(
    (a, b) => b.share - a.share || (a.place.key < b.place.key ? -1 : 1),
  );
  return first && first.share >= MUCH ? first : null;
}
