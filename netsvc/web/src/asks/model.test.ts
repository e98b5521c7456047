import { expect, test } from 'vitest';
import { allPassed, bestThree, markable, newestAnswer, waitingOf, type Ask } from './model';

const reply = (name: string, state: 'WAITING' | 'ANSWERED' | 'PASSED', at: string | null = null) =>
  ({
    state,
    at,
    passReason: null,
    text: state === 'ANSWERED' ? name : null,
    helped: false,
    expert: { id: name, name },
  }) as Ask['replies'][number];
const ask = (state: Ask['state'], ...replies: Ask['replies']) =>
  ({ id: state, state, replies }) as Ask;

test('who may still answer', () => {
  const open = ask('OPEN', reply('a', 'WAITING'), reply('b', 'PASSED'));
  expect(waitingOf(open).map((one) => one.expert?.id)).toEqual(['a']);
  expect(waitingOf({ ...open, state: 'CLOSED' })).toEqual([]);
  expect(allPassed(open)).toBe(false);
  expect(allPassed(ask('OPEN', reply('a', 'PASSED')))).toBe(true);
});

test('the newest answer that can be marked', () => {
  const old = ask('ANSWERED', reply('a', 'ANSWERED', '2026-01-01'));
  const later = ask('CLOSED', reply('b', 'ANSWERED', '2026-01-02'), reply('c', 'WAITING'));
  const done = ask('HELPED', reply('d', 'ANSWERED', '2026-01-03'));
  expect(newestAnswer([old, later, done])?.reply.expert?.id).toBe('b');
  expect(markable(done)).toBe(false);
  expect(newestAnswer([done])).toBeNull();
});

test('the best three are free ones first', () => {
  const one = (id: string, freeNow: boolean, presence = 'AVAILABLE') => ({
    freeNow,
    expert: { id, name: id, presence },
  });
  const list = [one('a', false), one('b', true), one('c', false, 'DO_NOT_DISTURB'), one('d', true)];
  expect(bestThree(list).map(({ expert }) => expert.id)).toEqual(['b', 'd', 'a']);
});
