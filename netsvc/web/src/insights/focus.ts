/** What of the links is chosen: it narrows every view of them; pure. */
import type { PlacePartsFragment } from '../generated/insights/graphql';
import { ARROW, bare, idOf, type Chosen } from './links';

/** A cell of the matrix, a loop, or a unit that was opened on the map; its units in their order. */
export type Focus = { kind: 'cell' | 'loop' | 'unit'; units: readonly string[] } | null;

/** The first of them that the address has: what is chosen inside an opened unit goes before it. */
export function focusOf(chosen: Chosen, loop: string | null, unit: string | null): Focus {
  if (chosen) return { kind: 'cell', units: [chosen.from, chosen.to] };
  if (loop) return { kind: 'loop', units: loop.split(ARROW) };
  return unit ? { kind: 'unit', units: [unit] } : null;
}

/** From which unit to which the chosen goes: a loop back to its first, a unit alone nowhere. */
export function hopsOf(focus: Focus): [string, string][] {
  const units = focus?.units ?? [];
  const [first] = units;
  const way = focus?.kind === 'loop' && first ? [...units, first] : units;
  return way.slice(1).map((to, index) => [way[index] ?? to, to]);
}

type Pair = { source: PlacePartsFragment; target: PlacePartsFragment };

/** Whether some hop joins two things, whichever way; `stands` tells which unit is at an end. */
function joined<End>(
  focus: Focus,
  one: End,
  other: End,
  stands: (end: End, id: string) => boolean,
): boolean {
  if (focus?.kind === 'unit') return focus.units.some((id) => stands(one, id) || stands(other, id));
  return hopsOf(focus).some(
    ([from, to]) =>
      (stands(one, from) && stands(other, to)) || (stands(one, to) && stands(other, from)),
  );
}

/** Whether what is chosen may stand for all units of a silo: as a cell of two, or small ones together. */
const isWide = (focus: Focus, id: string) => focus?.kind === 'cell' || id !== bare(id);

/** Whether a pair of units is about what is chosen; everything is where nothing is. */
export function concerns({ source, target }: Pair, focus: Focus): boolean {
  if (!focus) return true;
  return joined(
    focus,
    source,
    target,
    (place, id) => place.key === bare(id) || (isWide(focus, id) && place.silo === bare(id)),
  );
}

/** The same for the rows and columns of the matrix, where small units together are one of them. */
export function marks({ source, target }: Pair, focus: Focus): boolean {
  return joined(focus, source, target, (place, id) => idOf(place) === id);
}

/** Whether a loop passes what is chosen; `silos` gives the silo of each unit. */
export function passes(loop: string, focus: Focus, silos: ReadonlyMap<string, string>): boolean {
  // of the loops one can choose another
  if (!focus || focus.kind === 'loop') return true;
  const units = loop.split(ARROW);
  return focus.units.every((id) =>
    units.some((unit) => unit === bare(id) || (isWide(focus, id) && silos.get(unit) === bare(id))),
  );
}

type Spot = { key: string; silo: { key: string } };

/** Whether a link of the map is of what is chosen. */
export function isChosen({ from, to }: { from: Spot; to: Spot }, focus: Focus): boolean {
  return joined(
    focus,
    from,
    to,
    (spot, id) => spot.key === bare(id) || (focus?.kind === 'cell' && spot.silo.key === id),
  );
}
