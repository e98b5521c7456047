import { expect, test } from 'vitest';
import { fresh, inputOf, looksOf, nextStart, ofNetwork, read } from './draft';

test('a fresh plan starts on a Monday two weeks ahead or later', () => {
  expect(nextStart('2026-11-26')).toBe('2026-12-14');
  expect(nextStart('2026-11-30')).toBe('2026-12-14');
});

test('numbers are read with a comma or a point', () => {
  expect([read('4,5'), read(' 4.5 '), read(''), read('five')]).toEqual([4.5, 4.5, null, null]);
});

test('looks are spread over the weeks and wait for the last case to be mature', () => {
  const plan = { ...fresh('2026-11-26', 7), start: '2026-12-14', weeks: '12', looks: '3' };
  expect(looksOf(plan)).toEqual(['2027-01-18', '2027-02-15', '2027-03-15']);
  expect(looksOf({ ...plan, looks: '1' })).toEqual(['2027-03-15']);
  expect(looksOf({ ...plan, weeks: '' })).toEqual([]);
});

test('what is typed becomes what the service takes', () => {
  const input = inputOf({
    ...fresh('2026-11-26', 7),
    worth: '4,5',
    tolerances: {
      REDIRECTS: '2',
      REPEAT_CONTACTS: '0',
      HOURS_TO_RESOLUTION: '3',
      EXPERT_LOAD: '50',
      COMPARISON_UNITS: '5',
      PULSE: '0,5',
    },
    meaning: { AGENT: { fi: 'Soita.', sv: '', en: '' }, EXPERT: { fi: ' ', sv: '', en: '' } },
  });
  expect(input.smallestEffect).toBe(0.045);
  expect(input.guardrails).toEqual([
    { guardrail: 'REDIRECTS', tolerance: 0.02 },
    { guardrail: 'REPEAT_CONTACTS', tolerance: 0 },
    { guardrail: 'HOURS_TO_RESOLUTION', tolerance: 3 },
    { guardrail: 'EXPERT_LOAD', tolerance: 0.5 },
    { guardrail: 'COMPARISON_UNITS', tolerance: 0.05 },
    { guardrail: 'PULSE', tolerance: 0.5 },
  ]);
  expect([input.baselineStart, input.start, input.end]).toEqual([
    '2026-09-21',
    '2026-12-14',
    '2027-03-08',
  ]);
  expect(input.meaning).toEqual([{ role: 'AGENT', text: { fi: 'Soita.', sv: '', en: '' } }]);
  expect([input.teamSize, input.allocation]).toEqual([null, 'CHOSEN']);
});

test('a plan from a mini-network begins with its matters and the home units of its members', () => {
  const named = (id: string) => ({ id, name: { fi: id, sv: id, en: id } });
  const [a, b, c] = [named('a'), named('b'), named('c')];
  const network = {
    ...named('n'),
    covers: [named('t')],
    members: [{ units: [a, c] }, { units: [b] }, { units: [a] }, { units: [] }],
  };
  const plan = ofNetwork(network, fresh('2026-11-26', 7));
  expect(plan.networks).toEqual([named('n')]);
  expect(plan.types).toEqual([named('t')]);
  expect(plan.treated).toEqual([a, b]);
  expect(plan.comparison).toEqual([]);
  expect(plan.name).toEqual(named('n').name);
});
