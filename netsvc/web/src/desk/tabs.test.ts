import { describe, expect, it } from 'vitest';
import { draftOf, tabsOf } from './drafts';
import type { Field } from '../packet/values';
import {
  emptyDesk,
  openingOf,
  pressOf,
  step,
  type Desk,
  type IssueType,
  type Offer,
  type OpenedCase,
} from './model';
import { activeTab, besideTab, MOST_TABS, oneTab, openThing, stepTabs, type Tabs } from './tabs';

const offer = (state: Offer['state']) =>
  ({ id: 'h1', state, receiver: { id: 'maija', name: 'Maija' } }) as unknown as Offer;
const opened = { number: 'A-1' } as unknown as NonNullable<Desk['opened']>;
const two = (): Tabs => stepTabs(oneTab('a', 'FI'), { tab: 'open', id: 'b', language: 'SV' });
const write = (tabs: Tabs, id: string, matter: string) =>
  stepTabs(tabs, { tab: 'step', id, action: { do: 'write', matter } });

describe('stepTabs', () => {
  it('takes a case from its page: into a blank tab, the one it has, or one more', () => {
    const opened = { id: 'c1', words: 'rent', language: 'FI', channel: 'PHONE' };
    const take = (tabs: Tabs, id: string) =>
      stepTabs(tabs, { tab: 'take', id, opened: opened as unknown as OpenedCase });
    const taken = take(oneTab('a', 'FI'), 'b');
    expect(taken.list.map((one) => one.id)).toEqual(['a']);
    expect(taken.list[0]?.desk).toMatchObject({ matter: 'rent', stage: 'finding', opened });

    const written = stepTabs(taken, {
      tab: 'step',
      id: 'a',
      action: { do: 'write', matter: 'rent and more' },
    });
    expect(take(written, 'b').list[0]?.desk.matter).toBe('rent and more');
    const over = stepTabs(written, {
      tab: 'step',
      id: 'a',
      action: { do: 'finish', stage: 'resolved' },
    });
    expect(take(over, 'b').list[0]?.desk.stage).toBe('finding');

    const busy = stepTabs(oneTab('a', 'FI'), {
      tab: 'step',
      id: 'a',
      action: { do: 'write', matter: 'another' },
    });
    const beside = take(busy, 'b');
    expect(beside.list.map((one) => one.desk.matter)).toEqual(['another', 'rent']);
    expect(beside.active).toBe('b');
  });

  it('keeps what each customer said apart', () => {
    const tabs = write(write(two(), 'a', 'vuokra'), 'b', 'hyra');
    expect(tabs.list.map((one) => one.desk.matter)).toEqual(['vuokra', 'hyra']);
    expect(activeTab(tabs).id).toBe('b');
    expect(tabs.list.map((one) => one.news)).toEqual([false, false]);
  });

  it('marks a tab in the background when its offer is answered, until it is shown', () => {
    let tabs = stepTabs(two(), {
      tab: 'step',
      id: 'a',
      action: { do: 'offered', offer: offer('OFFERED') },
    });
    tabs = stepTabs(tabs, { tab: 'show', id: 'a' });
    tabs = stepTabs(tabs, { tab: 'show', id: 'b' });
    expect(tabs.list[0]?.news).toBe(false);
    tabs = stepTabs(tabs, {
      tab: 'step',
      id: 'a',
      action: { do: 'answered', offer: offer('ACCEPTED') },
    });
    expect(tabs.list.map((one) => [one.desk.stage, one.news])).toEqual([
      ['accepted', true],
      ['finding', false],
    ]);
    expect(stepTabs(tabs, { tab: 'show', id: 'a' }).list[0]?.news).toBe(false);
  });

  it('leaves everything as it is for an answer to nobody here', () => {
    const tabs = two();
    const action = { do: 'answered', offer: offer('ACCEPTED') } as const;
    expect(stepTabs(tabs, { tab: 'step', id: 'a', action })).toBe(tabs);
    expect(stepTabs(tabs, { tab: 'step', id: 'z', action })).toBe(tabs);
  });

  it('closes to the neighbour, and the last one to an empty desk', () => {
    const close = (tabs: Tabs, id: string) =>
      stepTabs(tabs, { tab: 'close', id, fresh: 'n', language: 'EN' });
    expect(close(two(), 'b')).toEqual(oneTab('a', 'FI'));
    expect(activeTab(close(two(), 'a')).id).toBe('b');
    expect(close(write(oneTab('a', 'FI'), 'a', 'x'), 'a')).toEqual(oneTab('n', 'EN'));
  });

  it('goes around the ends and no further than there is room', () => {
    let tabs = two();
    expect(besideTab(tabs, 1)?.id).toBe('a');
    expect(besideTab(tabs, -1)?.id).toBe('a');
    for (let n = 0; n < 9; n += 1) {
      tabs = stepTabs(tabs, { tab: 'open', id: `x${n}`, language: 'EN' });
    }
    expect(tabs.list).toHaveLength(MOST_TABS);
  });
});

describe('openThing', () => {
  it('asks before a case in hand or a draft is left', () => {
    const empty = emptyDesk('FI');
    expect(openThing(empty)).toBeNull();
    expect(openThing({ ...empty, matter: 'vuokra' })).toBe('draft');
    expect(openThing({ ...empty, opened, stage: 'offered' })).toBe('case');
    expect(openThing({ ...empty, opened, stage: 'accepted' })).toBeNull();
  });
});

describe('drafts', () => {
  it('come back for the same person, without the customer’s number', () => {
    let tabs = write(two(), 'a', 'vuokra');
    const action = { do: 'fill', field: 'customerNumber', value: '010190-123A' } as const;
    tabs = stepTabs(tabs, { tab: 'step', id: 'a', action });
    const press = pressOf(emptyDesk('FI'), 'resolve', 'k1');
    tabs = stepTabs(tabs, { tab: 'step', id: 'b', action: { do: 'send', press } });
    const kept = draftOf(tabs, 'aino');
    expect(kept).not.toContain('010190');
    expect(tabsOf(kept, 'aino')?.list.map((one) => [one.desk.matter, one.desk.stage])).toEqual([
      ['vuokra', 'finding'],
      ['', 'finding'],
    ]);
    expect(tabsOf(kept, 'arvid')).toBeNull();
    expect(tabsOf('{"shape":1', 'aino')).toBeNull();
    expect(tabsOf(null, 'aino')).toBeNull();
  });

  it('keep the key of a case that was being opened, so that the same press opens no second', () => {
    const opening = (desk: Desk, key: string) => {
      const action = { do: 'opening', opening: openingOf(desk, key) } as const;
      return step(desk, action);
    };
    const written: Desk = { ...emptyDesk('FI'), matter: 'vuokra', customerNumber: '4711' };
    // pressed twice: the key that is out stays
    const sending = opening(opening({ ...written, stage: 'sending' }, 'k1'), 'k2');
    const kept = draftOf({ list: [{ id: 'a', desk: sending, news: false }], active: 'a' }, 'aino');
    expect(kept).not.toContain('4711');
    const read = tabsOf(kept, 'aino')?.list[0]?.desk ?? written;
    expect(read.stage).toBe('finding');
    expect(openingOf(read, 'k3').key).toBe('k1');
    // another matter is another case
    expect(openingOf({ ...read, matter: 'hoito' }, 'k3').key).toBe('k3');
    expect(step(read, { do: 'opened', opened }).opening).toBeNull();
    expect(openingOf(step(read, { do: 'opening', opening: null }), 'k3').key).toBe('k3');
  });

  it('keep the key of a press until its answer, and for nothing else', () => {
    const pressing = (desk: Desk, key: string, what = 'resolve') =>
      step(desk, { do: 'send', press: pressOf(desk, what, key) });
    const keyOf = (desk: Desk, what = 'resolve') => pressOf(desk, what, 'new').key;
    const written: Desk = { ...emptyDesk('FI'), matter: 'vuokra' };
    const opening = openingOf(written, 'o1');
    const sent = step(pressing(pressing(written, 'k1'), 'k2'), { do: 'opening', opening });
    const kept = draftOf({ list: [{ id: 'a', desk: sent, news: false }], active: 'a' }, 'aino');
    const read = tabsOf(kept, 'aino')?.list[0]?.desk ?? written;
    expect(keyOf(read)).toBe('k1');
    const inHand = step(read, { do: 'opened', opened });
    expect(keyOf(inHand)).toBe('k1');
    expect(keyOf(step(inHand, { do: 'fail', problem: 'cut', unsure: true }))).toBe('k1');

    // answered
    expect(keyOf(step(inHand, { do: 'fail', problem: 'no' }))).toBe('new');
    expect(keyOf(step(inHand, { do: 'finish', stage: 'resolved' }))).toBe('new');
    // something else was pressed
    expect(keyOf(inHand, 'offer WARM x')).toBe('new');
    expect(keyOf(pressing(inHand, 'k3', 'offer WARM x'))).toBe('new');
    // those who are asked after the chosen one stay, though the list is in another order by now
    const offered = step(inHand, { do: 'send', press: pressOf(inHand, 'offer', 'k4', ['b', 'c']) });
    expect(pressOf(offered, 'offer', 'k5', ['c', 'b'])).toMatchObject({
      key: 'k4',
      next: ['b', 'c'],
    });
    // another case: of other words, or of the same after others were on their way
    const other = { ...read, matter: 'hoito' };
    expect(keyOf(other)).toBe('new');
    const asked = step(other, { do: 'opening', opening: openingOf(other, 'o2') });
    expect(keyOf({ ...asked, matter: 'vuokra' })).toBe('new');
    expect(keyOf(step(read, { do: 'opening', opening: null }))).toBe('new');
    // taken from its page, where it may have begun again
    const one = { list: [{ id: 'a', desk: inHand, news: false }], active: 'a' };
    const taken = { ...opened, words: 'vuokra' } as OpenedCase;
    const { desk } = activeTab(stepTabs(one, { tab: 'take', id: 'z', opened: taken }));
    expect([desk.opened, keyOf(desk)]).toEqual([opened, 'new']);
  });

  it('keep of what travels only what is known not to be sensitive', () => {
    const field = { name: 'rent', sensitive: false } as Field;
    const issueType = {
      packetFields: [field, { ...field, name: 'illness', sensitive: true }],
    } as IssueType;
    const filled = { value: 'kept' };
    const packet = { rent: filled, illness: { ...filled, value: 'secret' }, unknown: filled };
    const tabs = two();
    const list = tabs.list.map((one) => ({ ...one, desk: { ...one.desk, packet } }));
    const typed = list.map((one) => ({ ...one, desk: { ...one.desk, issueType } }));
    const of = (kept: string) => tabsOf(kept, 'aino')?.list.map((one) => one.desk.packet);
    expect(of(draftOf({ ...tabs, list: typed }, 'aino'))).toEqual([
      { rent: filled },
      { rent: filled },
    ]);
    expect(of(draftOf({ ...tabs, list }, 'aino'))).toEqual([{}, {}]);
  });
});
