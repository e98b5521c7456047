import { describe, expect, it } from 'vitest';
import type { WhatIfQuery } from '../generated/insights/graphql';
import { link, lone, moved, partnersOf, placesOf, withoutUnit } from './whatIf';

const text = (en: string) => ({ fi: en, sv: en, en });
const range = (value: number, low: number, high: number) => ({ value, low, high });
const sum = (value: number, low: number, high: number) => ({ ...range(value, low, high), n: 10 });
const place = (key: string, unitId: string | null = `id-${key}`) => ({
  key,
  unitId,
  silo: null,
  label: text(key),
});
const change = {
  key: 'a',
  label: text('a'),
  cases: 20,
  casesPerWeek: 2,
  stranded: 5,
  hopsChange: sum(-10, -14, -6),
  hoursChange: sum(-30, -50, -10),
};
const pair = { ...change, key: 'a→b', source: place('a'), target: place('b') };
const about = { asOf: '', from: null, to: null, suppressed: false, leftOut: 0 } as unknown as Pick<
  WhatIfQuery['withoutUnit'],
  'asOf' | 'from' | 'to' | 'measure' | 'suppressed' | 'leftOut'
>;
const data: WhatIfQuery = {
  withoutUnit: { ...about, rows: [{ ...change, apart: 3 }] },
  missingLinks: { rows: [] },
  linkOpened: { ...about, rows: [pair] },
  linkClosed: { ...about, rows: [] },
  movedTypes: {
    ...about,
    rows: [
      {
        key: 't',
        label: text('t'),
      },
    ],
  },
  load: {
    rows: [
      { key: 'a', label: text('a'), perWeek: 4 },
      { key: 'b', label: text('b'), perWeek: 7 },
    ],
  },
  loneBridges: {
    ...about,
    rows: [
      { key: 'a→b', source: place('a'), target: place('b') },
      { key: 'b→c', source: place('b'), target: place('c', null) },
    ],
  },
};

describe('what if', () => {
  it('tells what a unit takes with it', () => {
    expect(withoutUnit(data, 'a')).toEqual({
      cases: 20,
      weeks: 10,
      handovers: sum(-10, -14, -6),
      hours: sum(-30, -50, -10),
      stranded: 5,
      apart: 3,
      lifted: 4,
    });
    const untold = { ...data, load: { rows: [] } };
    expect(withoutUnit(untold, 'a')?.lifted).toBeNull();
    expect(withoutUnit(data, 'x')).toBeNull();
  });

  it('finds a link whichever way it is chosen', () => {
    expect(link(data.linkOpened.rows, 'b', 'a')?.cases).toBe(20);
    expect(link(data.linkOpened.rows, 'b', 'a')?.between).toEqual(range(-1, -1.4, -0.6));
    const few = { ...pair, hopsChange: null };
    expect(link([few], 'a', 'b')?.between).toBeNull();
    expect(link(data.linkClosed.rows, 'a', 'b')).toBeNull();
    const small = { ...pair, target: place('b', null) };
    expect(link([small], 'a', 'b')).toBeNull();
  });

  it('offers for the second unit those that the first is paired with', () => {
    const rows = [pair, { ...pair, source: place('b'), target: place('d') }];
    const keys = (one: string, chosen = '') =>
      partnersOf(rows, one, chosen).map((place) => place.key);
    expect([keys('b'), keys('d'), keys('')]).toEqual([['a', 'd'], ['b'], ['a', 'b', 'd']]);
    // an address may name two that are no pair: both are shown, and that nothing can be told
    expect(keys('d', 'a')).toEqual(['a', 'b']);
  });

  it('takes a moved issue type as the service answers it', () => {
    const typeMoved = {
      cases: 20,
      handovers: sum(-30, -40, -20),
      hours: null,
      loadNow: 7,
      loadThen: 9,
      assumed: text('x'),
    };
    expect(moved({ typeMoved })).toEqual({
      cases: 20,
      weeks: 10,
      handovers: sum(-30, -40, -20),
      hours: null,
      stranded: 0,
      load: { now: 7, then: 9 },
    });
    expect(moved({ typeMoved: null })).toBeNull();
  });

  it('counts links on one person without saying on whom', () => {
    expect([lone(data, null), lone(data, 'b'), lone(data, 'c')]).toEqual([2, 2, 1]);
    expect(placesOf(data.loneBridges.rows).map((one) => one.key)).toEqual(['a', 'b']);
  });
});
