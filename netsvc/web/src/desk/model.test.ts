import { describe, expect, it } from 'vitest';
import { emptyDesk, keepOrder, nextCandidate, NOTHING_SHOWN, packetFields, step } from './model';
import type { Desk, IssueType, Offer, Suggestion } from './model';

const person = (id: string, freeNow = true, score = 0) =>
  ({ freeNow, score, expert: { id } }) as unknown as Suggestion;
const offer = (state: Offer['state'], receiver = 'maija') =>
  ({ id: 'h1', state, receiver: { id: receiver, name: receiver } }) as unknown as Offer;
const ids = (list: Suggestion[]) => list.map((one) => one.expert.id);

describe('keepOrder', () => {
  const shown = { ...NOTHING_SHOWN, list: [person('a'), person('b')] };

  it('keeps places and renews facts', () => {
    const next = keepOrder(shown, [person('b', false), person('a')]);
    expect(ids(next.list)).toEqual(['a', 'b']);
    expect(next.list[1]?.freeNow).toBe(false);
    expect(next.better).toBe(0);
  });

  it('lets newcomers wait', () => {
    const next = keepOrder(shown, [person('c'), person('a'), person('d')]);
    expect(ids(next.list)).toEqual(['a', 'b']);
    expect(next.better).toBe(2);
    expect(ids(next.waiting)).toEqual(['c', 'a', 'd']);
  });
});

describe('nextCandidate', () => {
  it('prefers a free one who has not refused', () => {
    const list = [person('a'), person('b', false), person('c')];
    expect(nextCandidate(list, ['a'])?.expert.id).toBe('c');
    expect(nextCandidate(list, ['a', 'c'])?.expert.id).toBe('b');
    expect(nextCandidate(list, ['a', 'b', 'c'])).toBeNull();
  });

  it('proposes no mini-network whose people on duty have all been asked', () => {
    const onDuty = [person('b')];
    const network = { ...person('n'), line: { onDuty } } as unknown as Suggestion;
    expect(nextCandidate([network, person('a', false)], [])?.expert.id).toBe('n');
    expect(nextCandidate([network, person('a', false)], ['b'])?.expert.id).toBe('a');
  });
});

describe('step', () => {
  const offered: Desk = { ...emptyDesk('FI'), stage: 'offered', offer: offer('OFFERED') };

  it('goes from offered to accepted', () => {
    expect(step(offered, { do: 'answered', offer: offer('ACCEPTED') }).stage).toBe('accepted');
  });

  it('knows that an offer found after a lost answer was answered meanwhile', () => {
    const sending: Desk = { ...emptyDesk('FI'), stage: 'sending' };
    const found = (state: Offer['state']) => step(sending, { do: 'offered', offer: offer(state) });
    expect(found('OFFERED')).toMatchObject({ stage: 'offered', refusedBy: [] });
    expect(found('ACCEPTED').stage).toBe('accepted');
    expect(found('DECLINED')).toMatchObject({ stage: 'refused', refusedBy: ['maija'] });
  });

  it('remembers who declined', () => {
    const next = step(offered, { do: 'answered', offer: offer('DECLINED') });
    expect(next.stage).toBe('refused');
    expect(next.refusedBy).toEqual(['maija']);
  });

  it('blames nobody for a withdrawn offer', () => {
    const next = step(offered, { do: 'answered', offer: offer('WITHDRAWN') });
    expect(next.refusedBy).toEqual([]);
  });

  it('keeps a complaint in sight while the page proposes somebody, and a promise as written', () => {
    const promise = { what: 'We call', hours: '8' };
    const written = step({ ...offered, stage: 'refused' }, { do: 'promise', promise });
    const failed = step(written, { do: 'fail', problem: 'no' });
    const next = step(failed, { do: 'propose', chosen: person('b') });
    expect(next.problem).toBe('no');
    expect(next.promise).toEqual(promise);
    expect(step(next, { do: 'offered', offer: offer('OFFERED') }).promise).toBeNull();
  });

  it('has the case again where it was given back or the acceptance undone', () => {
    const accepted = step(offered, { do: 'answered', offer: offer('ACCEPTED') });
    const back = step(accepted, { do: 'answered', offer: offer('RETURNED') });
    expect([back.stage, back.refusedBy]).toEqual(['refused', ['maija']]);
    expect(step(accepted, { do: 'answered', offer: offer('OFFERED') }).stage).toBe('offered');
    expect(step(back, { do: 'answered', offer: offer('ACCEPTED') }).stage).toBe('accepted');
  });

  it('leads to a conference only until somebody else is chosen', () => {
    const loop = { towardId: 'b' };
    const looping = step(offered, { do: 'fail', problem: 'round', loop });
    expect(looping.loop).toEqual(loop);
    expect(step(looping, { do: 'choose', chosen: person('c') }).loop).toBeNull();
    expect(step(looping, { do: 'finish', stage: 'conference' }).loop).toBeNull();
  });

  it('leads to a conference where the chain stopped before a circle', () => {
    const declined = offer('DECLINED');
    const offering = { id: 'o', state: 'NOBODY_LEFT', loop: 'DECLINE_CYCLE', offers: [] };
    const stopped = { ...declined, offering } as unknown as Offer;
    const after = step(offered, { do: 'answered', offer: stopped });
    expect([after.stage, after.loop]).toEqual(['refused', { towardId: null }]);
    expect(step(offered, { do: 'answered', offer: declined }).loop).toBeNull();
  });

  it('ignores the answer to another offer', () => {
    const other = { ...offer('ACCEPTED'), id: 'h2' };
    expect(step(offered, { do: 'answered', offer: other })).toBe(offered);
  });

  it('keeps the contact for the same customer only', () => {
    const done = { ...offered, opened: { contact: { id: 'k1' } } as Desk['opened'] };
    expect(step(done, { do: 'next', keepContact: true, language: 'FI' }).contactId).toBe('k1');
    expect(step(done, { do: 'next', keepContact: false, language: 'FI' }).contactId).toBeNull();
  });
});

describe('what travels', () => {
  const type = { packetFields: [{ name: 'tried' }] } as unknown as IssueType;
  const other = { packetFields: [{ name: 'rent' }] } as unknown as IssueType;
  const names = (desk: Desk) => packetFields(desk, type).map((field) => field.name);

  it('follows the words until the case is open, then the case', () => {
    const desk = emptyDesk('FI');
    expect(names(desk)).toEqual(['tried']);
    const opened = { issueType: other } as unknown as NonNullable<Desk['opened']>;
    expect(names({ ...desk, opened })).toEqual(['rent']);
    expect(names({ ...desk, opened: { ...opened, issueType: null } })).toEqual([]);
    expect(packetFields(desk, null)).toEqual([]);
  });

  it('stays filled in while others are chosen and asked', () => {
    const filled = step(emptyDesk('FI'), { do: 'pack', name: 'tried', filled: { value: 'x' } });
    const asked: Desk = { ...filled, stage: 'offered', offer: offer('OFFERED') };
    const refused = step(asked, { do: 'answered', offer: offer('DECLINED') });
    const again = step(refused, { do: 'choose', chosen: person('b') });
    expect(again.packet).toEqual({ tried: { value: 'x' } });
    expect(step(again, { do: 'next', keepContact: true, language: 'FI' }).packet).toEqual({});
  });
});
