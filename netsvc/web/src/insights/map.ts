/** The map of one stretch of time: units with their volumes, and links between them; pure. */
import type { NetworkMapQuery } from '../generated/insights/graphql';
import type { LocalText } from '../words';

export type MapData = NetworkMapQuery['networkMap'];
export type Period = MapData['periods'][number];

/** What small units of all silos come to together: it has no place on the map. */
const REST = 'other';

/** Okabe and Ito's set: told apart whatever one's sight; the letter says the same in print. */
const COLOURS = [
  '#0072b2',
  '#e69f00',
  '#009e73',
  '#cc79a7',
  '#56b4e9',
  '#d55e00',
  '#f0e442',
] as const;
const GREY = '#a3a7ab';

/** `letter` is empty where no silo has two units: letters and colours would tell nothing apart. */
export type Silo = { key: string; name: LocalText; letter: string; colour: string; ink: string };

export type Spot = {
  key: string;
  label: LocalText;
  unitId: string | null;
  silo: Silo;
  x: number;
  y: number;
  sent: number;
  received: number;
  inside: number;
  size: number;
};

/** Handovers between two units, each way; `across`: the two are in different silos. */
export type Bond = {
  key: string;
  from: Spot;
  to: Spot;
  there: number;
  back: number;
  across: boolean;
  width: number;
};

export type Picture = { spots: Spot[]; bonds: Bond[]; silos: Silo[]; rest: number };

const LEAST = 7;
const MOST = 24;
const WIDEST = 7;

/** The silos in the order of their keys, each with a letter and a colour that it always has. */
export function silosOf(data: MapData): Silo[] {
  const names = new Map<string, LocalText>();
  for (const { place, silo } of data.nodes) if (place.key !== REST) names.set(siloKey(place), silo);
  if (isFlat(data)) {
    const [colour] = COLOURS;
    return [...names].map(([key, name]) => ({ key, name, letter: '', colour, ink: '#fff' }));
  }
  return [...names].map(([key, name], index) => {
    const colour = COLOURS[index] ?? GREY;
    return { key, name, letter: letterOf(index), colour, ink: index === 0 ? '#fff' : '#111' };
  });
}

/** Whether every unit is a silo of its own, as in a log that knows no more than groups. */
export function isFlat(data: MapData): boolean {
  const units = data.nodes.filter(({ place }) => place.key !== REST);
  return units.length > 1 && units.every(({ place }) => siloKey(place) === place.key);
}

const siloKey = (place: { key: string; silo?: string | null }) => place.silo ?? place.key;

function letterOf(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : `${letter}${Math.floor(index / 26) + 1}`;
}

/** Everything that is drawn of one period; a unit without handovers then is there, small. */
export function pictureOf(data: MapData, period: Period): Picture {
  const silos = silosOf(data);
  const spots = new Map<string, Spot>();
  for (const { place, x, y } of data.nodes) {
    const silo = silos.find((one) => one.key === siloKey(place));
    if (!silo) continue;
    const none = { sent: 0, received: 0, inside: 0, size: LEAST };
    const { key, label } = place;
    spots.set(key, { key, label, unitId: place.unitId ?? null, silo, x, y, ...none });
  }
  const bonds = new Map<string, Bond>();
  let rest = 0;
  for (const { source, target, count } of period.flows) {
    const from = spots.get(source);
    const to = spots.get(target);
    if (!from || !to) {
      rest += count;
    } else if (from === to) {
      from.inside += count;
    } else {
      from.sent += count;
      to.received += count;
      counted(bonds, from, to, count);
    }
  }
  const largest = Math.max(...[...spots.values()].map(volume), 1);
  for (const spot of spots.values()) {
    spot.size = LEAST + (MOST - LEAST) * Math.sqrt(volume(spot) / largest);
  }
  const most = Math.max(...[...bonds.values()].map(both), 1);
  for (const bond of bonds.values()) bond.width = 1 + (WIDEST - 1) * Math.sqrt(both(bond) / most);
  return {
    spots: [...spots.values()],
    bonds: [...bonds.values()].sort((a, b) => both(a) - both(b) || a.key.localeCompare(b.key)),
    silos,
    rest,
  };
}

function counted(bonds: Map<string, Bond>, from: Spot, to: Spot, count: number) {
  const forward = from.key < to.key;
  const [first, second] = forward ? [from, to] : [to, from];
  const key = `${first.key}>${second.key}`;
  const bond = bonds.get(key) ?? {
    key,
    from: first,
    to: second,
    there: 0,
    back: 0,
    across: first.silo !== second.silo,
    width: 1,
  };
  bond[forward ? 'there' : 'back'] += count;
  bonds.set(key, bond);
}

export const volume = (spot: Spot) => spot.sent + spot.received + spot.inside;
export const both = (bond: Bond) => bond.there + bond.back;

/** Handovers as they are said: where none is shown, there may be some of too few people. */
export const shownOf = (count: number, locale: string) =>
  count > 0 ? count.toLocaleString(locale) : '–';

/** The strongest link between two silos; none where nothing crosses. */
export function strongest(picture: Picture): Bond | undefined {
  return picture.bonds.filter((bond) => bond.across).at(-1);
}

/** The links of a unit, the strongest first: with whom, how many there and how many back. */
export function linksOf(picture: Picture, key: string) {
  return picture.bonds
    .filter((bond) => bond.from.key === key || bond.to.key === key)
    .map((bond) =>
      bond.from.key === key
        ? { with: bond.to, there: bond.there, back: bond.back }
        : { with: bond.from, there: bond.back, back: bond.there },
    )
    .reverse();
}

const LETTER = 6.6;
const LINE = 18;
/** More names than find room on any screen: looking for room takes time. */
const MOST_NAMES = 300;

/** Where a name stands beside its disc; the letters of its middle start `dx`, `dy` from the centre. */
export type Spoken = { dx: number; dy: number; anchor: 'start' | 'middle' | 'end' };

type Box = [number, number, number, number];

/**
 * The names that find room under, over or beside their discs without covering another's name or
 * disc, the largest first; the table has them all. `at` gives a spot's place in points. A name
 * that would be cut off at the edge of a picture so `wide` has no room there.
 */
export function named(
  spots: Spot[],
  at: (spot: Spot) => [number, number],
  say: (text: LocalText) => string,
  wide = Infinity,
): Map<string, Spoken> {
  const taken: Box[] = [];
  const places = new Map(spots.map((spot) => [spot.key, at(spot)]));
  const discs = spots.map((spot): Box => {
    const [x, y] = places.get(spot.key) ?? [0, 0];
    // a name may touch the edge of a disc
    const half = spot.size * 0.7;
    return [x - half, y - half, x + half, y + half];
  });
  const free = ([left, top, right, bottom]: Box) =>
    [...taken, ...discs].every(
      ([l, t, r, b]) => right <= l || r <= left || bottom <= t || b <= top,
    );
  const found = new Map<string, Spoken>();
  const largest = [...spots].sort((a, b) => b.size - a.size || (a.key < b.key ? -1 : 1));
  for (const spot of largest.slice(0, MOST_NAMES)) {
    const [x, y] = places.get(spot.key) ?? [0, 0];
    const length = say(spot.label).length * LETTER;
    for (const [where, [left, top]] of waysOf(spot.size, length)) {
      const box: Box = [x + left, y + top, x + left + length, y + top + LINE];
      const cut = wide < Infinity && (box[0] < 0 || box[2] > wide);
      if (cut || !free(box)) continue;
      taken.push(box);
      found.set(spot.key, where);
      break;
    }
  }
  return found;
}

/** Under, over, right and left of a disc, each with the corner of the name's box. */
function waysOf(size: number, length: number): [Spoken, [number, number]][] {
  const off = size + LINE / 2 + 2;
  const side = size + 5;
  return [
    [{ dx: 0, dy: off, anchor: 'middle' }, [-length / 2, size + 2]],
    [{ dx: 0, dy: -off, anchor: 'middle' }, [-length / 2, -size - 2 - LINE]],
    [{ dx: side, dy: 0, anchor: 'start' }, [side, -LINE / 2]],
    [{ dx: -side, dy: 0, anchor: 'end' }, [-side - length, -LINE / 2]],
  ];
}
