import { describe, expect, it } from 'vitest';
import {
  entries,
  faultIn,
  plainNumber,
  readable,
  travelled,
  travelling,
  type Field,
} from './values';

const LABEL = { fi: 'a', sv: 'b', en: 'c' };
const field = (name: string, type: Field['type'], required = true): Field => ({
  name,
  type,
  required,
  sensitive: false,
  label: LABEL,
  help: null,
  why: null,
  options: [{ value: 'own', label: { fi: 'Oma', sv: 'Egen', en: 'Own' } }],
});

describe('plainNumber', () => {
  it.each([
    ['845,5', 'fi-FI', '845.5'],
    ['1 234,50 €', 'sv-FI', '1234.50'],
    ['1\u202f234', 'fi-FI', '1234'],
    ['1,234', 'en-GB', '1234'],
    ['1,5', 'en-GB', '1.5'],
    ['1,234', 'fi-FI', '1.234'],
    ['007', 'en-GB', '7'],
    ['−3', 'fi-FI', '-3'],
    ['3 huonetta', 'fi-FI', null],
    ['1.2.3', 'fi-FI', null],
  ])('%s in %s is %s', (typed, locale, plain) => {
    expect(plainNumber(typed, locale)).toBe(plain);
  });
});

describe('travelling', () => {
  it('lets only what fits travel', () => {
    expect(travelling(field('a', 'MONEY'), '845,50', 'fi-FI')).toBe('845.50');
    expect(travelling(field('a', 'MONEY'), '-1', 'fi-FI')).toBeNull();
    expect(travelling(field('a', 'MONEY'), '1.234', 'fi-FI')).toBeNull();
    expect(travelling(field('a', 'DATE'), '1.11.2026', 'fi-FI')).toBeNull();
    expect(travelling(field('a', 'TEXT'), ' x ', 'fi-FI')).toBe('x');
    expect(travelling(field('a', 'NUMBER'), ' ', 'fi-FI')).toBe('');
  });
});

describe('faultIn and entries', () => {
  const fields = [field('rent', 'MONEY'), field('note', 'TEXT', false)];
  it('finds what is missing, then what does not fit', () => {
    expect(faultIn(fields, {}, 'fi-FI')).toMatchObject({ is: 'missing', field: fields[0] });
    expect(faultIn(fields, { rent: { value: 'x' } }, 'fi-FI')?.is).toBe('unfit');
    expect(faultIn(fields, { rent: { value: '1' } }, 'fi-FI')).toBeNull();
    expect(faultIn(fields, { rent: { value: '', skipped: 'NO_TIME' } }, 'fi-FI')).toBeNull();
  });
  it('sends values and reasons', () => {
    const packet = {
      rent: { value: 'x', skipped: 'REFUSED' as const, note: ' ' },
      note: { value: ' hello ' },
      other: { value: 'y' },
    };
    expect(entries(fields, packet, 'fi-FI')).toEqual([
      { name: 'rent', skipped: 'REFUSED', skipNote: null },
      { name: 'note', value: 'hello' },
    ]);
    expect(entries(fields, { rent: { value: '' } }, 'fi-FI')).toEqual([]);
  });
});

describe('readable', () => {
  const reading = { locale: 'fi-FI', say: (text: typeof LABEL) => text.fi, yes: 'kyllä', no: 'ei' };
  it.each([
    ['MONEY', '845.50', '845,50\u00a0€'],
    ['NUMBER', '2.5', '2,5'],
    ['DATE', '2026-01-31', '31. tammikuuta 2026'],
    ['DATE', '1.1.', '1.1.'],
    ['YES_NO', 'no', 'ei'],
    ['CHOICE', 'own', 'Oma'],
    ['CHOICE', 'gone', 'gone'],
    ['TEXT', 'x', 'x'],
  ] as const)('%s %s', (type, value, shown) => {
    expect(readable(field('a', type), value, reading)).toBe(shown);
  });
});

describe('travelled', () => {
  const entry = (name: string, value: string, more = {}) => ({
    name,
    value,
    hidden: false,
    skipped: null,
    skipNote: null,
    ...more,
  });
  it('keeps the newest value, and why a field without one was left out', () => {
    const skipped = { skipped: 'NO_TIME' as const, skipNote: 'later' };
    expect(
      travelled([
        [entry('rent', '700'), entry('moved', '', skipped)],
        [entry('rent', '845.50'), entry('secret', '', { hidden: true })],
        [entry('rent', '', skipped)],
      ]),
    ).toEqual({
      rent: { value: '845.50' },
      moved: { value: '', skipped: 'NO_TIME', note: 'later' },
    });
    expect(travelled([])).toEqual({});
  });
});
