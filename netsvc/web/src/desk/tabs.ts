/** Several customers at once: pure state of the desk's tabs and its transitions. */
import type { Language } from '../generated/graphql';
import { emptyDesk, inHand, step, type Action, type Desk, type OpenedCase } from './model';

/** `news`: something happened to it while another tab was in front. */
export type Tab = { id: string; desk: Desk; news: boolean };
export type Tabs = { list: Tab[]; active: string };

export type TabsAction =
  | { tab: 'step'; id: string; action: Action }
  | { tab: 'open'; id: string; language: Language }
  /** A case that is this person's already, from its page; the tab it has, if it has one. */
  | { tab: 'take'; id: string; opened: OpenedCase }
  | { tab: 'show'; id: string }
  | { tab: 'close'; id: string; fresh: string; language: Language };

export const MOST_TABS = 6;

export function oneTab(id: string, language: Language): Tabs {
  return { list: [{ id, desk: emptyDesk(language), news: false }], active: id };
}

export function activeTab({ list, active }: Tabs): Tab {
  const found = list.find((one) => one.id === active) ?? list[0];
  if (!found) throw new Error('a desk always has a tab');
  return found;
}

/** The tab a number of places away, around the ends. */
export function besideTab({ list, active }: Tabs, by: 1 | -1): Tab | undefined {
  const at = list.findIndex((one) => one.id === active);
  return list[(at + by + list.length) % list.length];
}

/** What closing would lose: `case` is one still in hand, `draft` words of none opened yet. */
export function openThing(desk: Desk): 'case' | 'draft' | null {
  if (!desk.opened) return desk.matter.trim() === '' ? null : 'draft';
  return ['accepted', 'resolved', 'redirected'].includes(desk.stage) ? null : 'case';
}

function happened(before: Desk, after: Desk): boolean {
  const moved = before.stage !== after.stage && after.stage !== 'sending';
  return (
    moved || before.offer?.id !== after.offer?.id || before.offer?.state !== after.offer?.state
  );
}

export function stepTabs(tabs: Tabs, action: TabsAction): Tabs {
  switch (action.tab) {
    case 'step': {
      const old = tabs.list.find((one) => one.id === action.id);
      if (!old) return tabs;
      const desk = step(old.desk, action.action);
      if (desk === old.desk) return tabs;
      const news = old.id !== tabs.active && (old.news || happened(old.desk, desk));
      const list = tabs.list.map((one) => (one === old ? { id: old.id, desk, news } : one));
      return { ...tabs, list };
    }
    case 'open':
      if (tabs.list.length >= MOST_TABS) return tabs;
      return {
        list: [...tabs.list, { id: action.id, desk: emptyDesk(action.language), news: false }],
        active: action.id,
      };
    case 'take': {
      const { opened } = action;
      const there = tabs.list.find((one) => one.desk.opened?.id === opened.id);
      const blank = tabs.list.find((one) => !one.desk.opened && one.desk.matter.trim() === '');
      if (!there && !blank && tabs.list.length >= MOST_TABS) return tabs;
      const id = (there ?? blank)?.id ?? action.id;
      // what is going on with it in its tab goes on; one that had ended begins anew
      const goesOn = there && openThing(there.desk);
      // taken once more, it may have ended and begun again: what was pressed before is over
      const desk = goesOn ? { ...there.desk, pressed: null } : inHand(opened);
      const tab = { id, desk, news: false };
      const list = tabs.list.some((one) => one.id === id)
        ? tabs.list.map((one) => (one.id === id ? tab : one))
        : [...tabs.list, tab];
      return { list, active: id };
    }
    case 'show':
      if (action.id === tabs.active || !tabs.list.some((one) => one.id === action.id)) return tabs;
      return {
        list: tabs.list.map((one) => (one.id === action.id ? { ...one, news: false } : one)),
        active: action.id,
      };
    case 'close': {
      const at = tabs.list.findIndex((one) => one.id === action.id);
      if (at < 0) return tabs;
      const list = tabs.list.filter((one) => one.id !== action.id);
      const next = list[Math.min(at, list.length - 1)];
      if (!next) return oneTab(action.fresh, action.language);
      if (tabs.active !== action.id) return { ...tabs, list };
      return stepTabs({ list, active: '' }, { tab: 'show', id: next.id });
    }
  }
}
