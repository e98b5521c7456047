import { expect, test } from 'vitest';
import { linksOf, named, pictureOf, shownOf, silosOf, strongest, type MapData } from './map';
import { PAPER, svgOf } from './mapSvg';

const text = (name: string) => ({ fi: name, sv: name, en: name });
const node = (key: string, silo: string, x: number) => ({
  x,
  y: 0,
  silo: text(silo),
  place: { key, label: text(key), silo, unitId: `id-${key}` },
});
const period = {
  key: 'all',
  from: '2026-01-05',
  to: '2026-03-29',
  label: text('all'),
  leftOut: 0,
  flows: [
    { source: 'a1', target: 'b1', count: 30 },
    { source: 'b1', target: 'a1', count: 10 },
    { source: 'a1', target: 'a2', count: 90 },
    { source: 'a1', target: 'a1', count: 5 },
    { source: 'other', target: 'other', count: 7 },
  ],
};
const data = {
  nodes: [
    node('a1', 'a', -1),
    node('a2', 'a', 0),
    node('b1', 'b', 1),
    { ...node('other', 'x', 0), place: { key: 'other', label: text('other'), silo: null } },
  ],
  periods: [period],
} as unknown as MapData;

test('what is not shown is no zero', () => {
  expect([0, 60, 1_200].map((count) => shownOf(count, 'en'))).toEqual(['–', '60', '1,200']);
});

test('flows both ways are one line, and small units together have no place', () => {
  const picture = pictureOf(data, period);
  expect(
    picture.spots.map(({ key, sent, received, inside }) => [key, sent, received, inside]),
  ).toEqual([
    ['a1', 120, 10, 5],
    ['a2', 0, 90, 0],
    ['b1', 30 - 20, 30, 0],
  ]);
  expect(picture.bonds.map(({ key, there, back, across }) => [key, there, back, across])).toEqual([
    ['a1>b1', 30, 10, true],
    ['a1>a2', 90, 0, false],
  ]);
  expect(picture.rest).toBe(7);
  expect(strongest(picture)?.key).toBe('a1>b1');
  expect(linksOf(picture, 'b1').map((link) => [link.with.key, link.there, link.back])).toEqual([
    ['a1', 10, 30],
  ]);
});

test('a silo has its letter and its colour whatever the period', () => {
  expect(silosOf(data).map(({ key, letter }) => [key, letter])).toEqual([
    ['a', 'A'],
    ['b', 'B'],
  ]);
  expect(new Set(silosOf(data).map((silo) => silo.colour)).size).toBe(2);
  expect(pictureOf(data, { ...period, flows: [] }).silos).toEqual(silosOf(data));
});

test('names on the picture for print can not break it', () => {
  const picture = pictureOf(data, period);
  const svg = svgOf({
    picture,
    say: () => '<b>"&',
    title: 'T',
    note: '',
    tones: PAPER,
    bold: () => false,
  });
  expect(svg).not.toContain('<b>');
  expect(svg.match(/<line /g)).toHaveLength(2);
  expect(svg.match(/<circle /g)).toHaveLength(5);
});

test('names do not cover each other, and the larger unit has its name first', () => {
  const { spots } = pictureOf(data, period);
  const say = (label: { en: string }) => label.en;
  const apart = named(spots, (spot) => [spot.x * 100, 0], say);
  expect([...apart.values()].map((one) => one.anchor)).toEqual(['middle', 'middle', 'middle']);
  // on one another all four sides of the largest are free of names, but not of discs
  const together = named(spots, () => [0, 0], say);
  const largest = [...spots].sort((a, b) => b.size - a.size)[0];
  expect(largest && [...together.keys()][0]).toBe(largest?.key);
});

test('a name stands over, or beside, where there is a disc under its own', () => {
  const [one, two, three] = pictureOf(data, { ...period, flows: [] }).spots;
  if (!one || !two || !three) throw new Error('three units');
  const places = new Map<string, [number, number]>([
    [one.key, [0, 0]],
    [two.key, [0, 20]],
    [three.key, [0, -20]],
  ]);
  const found = named(
    [one, two, three],
    ({ key }) => places.get(key) ?? [0, 0],
    () => 'n',
  );
  expect(found.get(two.key)?.dy).toBeGreaterThan(0);
  expect(found.get(three.key)?.dy).toBeLessThan(0);
  expect(found.get(one.key)).toEqual({ dx: 12, dy: 0, anchor: 'start' });
});

test('where every unit is a silo of its own there are no letters to tell them apart', () => {
  const flat = {
    ...data,
    nodes: ['a', 'b', 'c'].map((key) => node(key, key, 0)),
  };
  expect(new Set(silosOf(flat).map(({ letter, colour }) => letter + colour)).size).toBe(1);
  expect(silosOf(flat).map(({ letter }) => letter)).toEqual(['', '', '']);
});

test('a name that the edge of the picture would cut off stands on the other side', () => {
  const [spot] = pictureOf(data, period).spots;
  if (!spot) throw new Error('no spot');
  const anchor = (x: number) =>
    named(
      [spot],
      () => [x, 0],
      () => 'a long name',
      400,
    ).get(spot.key)?.anchor;
  expect(anchor(200)).toBe('middle');
  expect(anchor(5)).toBe('start');
  expect(anchor(395)).toBe('end');
});
