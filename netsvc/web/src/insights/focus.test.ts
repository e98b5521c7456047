import { describe, expect, it } from 'vitest';
import { concerns, focusOf, hopsOf, isChosen, marks, passes, type Focus } from './focus';

const place = (key: string) => ({
  key,
  unitId: key,
  silo: key.slice(0, 1),
  label: { fi: key, sv: key, en: key },
});
const pair = (source: string, target: string) => ({ source: place(source), target: place(target) });
const spot = (key: string) => ({ key, silo: { key: key.slice(0, 1) } });
const bond = (from: string, to: string) => ({ from: spot(from), to: spot(to) });

const cell = (from: string, to: string): Focus => ({ kind: 'cell', units: [from, to] });
const loop: Focus = { kind: 'loop', units: ['a1', 'b1', 'c1'] };
const small: Focus = { kind: 'unit', units: ['a*'] };
const unit: Focus = { kind: 'unit', units: ['a1'] };

describe('what is chosen', () => {
  it('is the cell, else the loop, else the unit that the address has', () => {
    expect(focusOf({ from: 'a', to: 'b' }, 'a→b', 'a')).toEqual(cell('a', 'b'));
    expect(focusOf(null, 'a→b', 'a')).toEqual({ kind: 'loop', units: ['a', 'b'] });
    expect(focusOf(null, null, 'a')).toEqual({ kind: 'unit', units: ['a'] });
    expect(focusOf(null, null, null)).toBeNull();
  });

  it('goes from unit to unit, and a unit alone goes nowhere', () => {
    expect(hopsOf(loop)).toEqual([
      ['a1', 'b1'],
      ['b1', 'c1'],
      ['c1', 'a1'],
    ]);
    expect(hopsOf(unit)).toEqual([]);
    expect(hopsOf(null)).toEqual([]);
  });

  it.each([
    ['nothing', null, 'x1', 'y1', true],
    ['a cell of units', cell('b1', 'a1'), 'a1', 'b1', true],
    ['a cell of units', cell('b1', 'a1'), 'a1', 'b2', false],
    ['a cell of silos', cell('a', 'b'), 'b2', 'a1', true],
    ['a cell of silos', cell('a', 'b'), 'a2', 'a1', false],
    ['small units of two silos together', cell('a*', 'b*'), 'a1', 'b1', true],
    ['a loop', loop, 'b1', 'c1', true],
    ['a loop', loop, 'c1', 'b1', true],
    ['a loop', loop, 'c1', 'd1', false],
    ['a unit', unit, 'x1', 'a1', true],
    ['a unit', unit, 'a2', 'b1', false],
    ['small units of a silo together', small, 'a2', 'b1', true],
  ] as const)('%s narrows pairs', (_, focus, source, target, expected) => {
    expect(concerns(pair(source, target), focus)).toBe(expected);
  });

  it.each([
    ['nothing', null, pair('a1', 'b1'), false],
    ['a unit', unit, pair('b1', 'a1'), true],
    ['a unit', unit, pair('b1', 'a2'), false],
    ['a loop', loop, pair('c1', 'a1'), true],
    ['small units of a silo together', small, pair('a1', 'b1'), false],
    ['small units', small, { source: { ...place('a'), unitId: null }, target: place('b1') }, true],
  ] as const)('%s is marked in the matrix', (_, focus, both, expected) => {
    expect(marks(both, focus)).toBe(expected);
  });

  it.each([
    ['nothing', null, 'x1→y1→x1', true],
    ['a cell of units', cell('a1', 'b1'), 'a1→c1→b1', true],
    ['a cell of units', cell('a1', 'b1'), 'a1→c1→a1', false],
    ['a cell of silos', cell('a', 'b'), 'a1→b1→a1', true],
    ['a unit', unit, 'b1→a1→b1', true],
    ['a unit', unit, 'b1→a2→b1', false],
    ['small units of a silo together', small, 'b1→a2→b1', true],
    ['a loop, so that another can be chosen', loop, 'x1→y1→x1', true],
  ] as const)('%s narrows loops', (_, focus, way, expected) => {
    const silos = new Map(['a1', 'a2', 'b1', 'c1'].map((key) => [key, key.slice(0, 1)]));
    expect(passes(way, focus, silos)).toBe(expected);
  });

  it.each([
    ['nothing', null, 'a1', 'b1', false],
    ['a cell of units, either way', cell('b1', 'a1'), 'a1', 'b1', true],
    ['a cell of silos', cell('a', 'b'), 'a1', 'b1', true],
    ['a cell of silos', cell('a', 'b'), 'a1', 'a2', false],
    ['small units together, which stand where their silo does', cell('a*', 'b1'), 'a', 'b1', true],
    ['small units together', cell('a*', 'b1'), 'a1', 'b1', false],
    ['a loop', loop, 'c1', 'a1', true],
    ['a unit', unit, 'c1', 'a1', true],
    ['a unit', unit, 'c1', 'a2', false],
  ] as const)('%s is bold on the map', (_, focus, from, to, expected) => {
    expect(isChosen(bond(from, to), focus)).toBe(expected);
  });
});
