/** What is written at the desk survives a reload of this window, and nothing else of it does. */
import { packetFields, type Desk } from './model';
import type { Tabs } from './tabs';

const STORED = 'netsvc.desk';
const LEFT = 'netsvc.left';
const SHAPE = 3;

/** The customer's number is left out: it is asked for again where a case is not open yet. */
export function draftOf(tabs: Tabs, person: string): string {
  const list = tabs.list.map(({ id, desk, news }) => ({
    id,
    news,
    // what was being sent when the page went may or may not have arrived
    desk: {
      ...desk,
      customerNumber: '',
      packet: harmless(desk),
      stage: desk.stage === 'sending' ? 'finding' : desk.stage,
    },
  }));
  return JSON.stringify({ shape: SHAPE, person, tabs: { list, active: tabs.active } });
}

/** Of what travels only what is known not to be sensitive is kept. */
function harmless(desk: Desk): Desk['packet'] {
  const fields = packetFields(desk, desk.issueType).filter((field) => !field.sensitive);
  const names = new Set(fields.map((field) => field.name));
  return Object.fromEntries(Object.entries(desk.packet).filter(([name]) => names.has(name)));
}

/** The tabs as kept for this person; null where there are none that can be used. */
export function tabsOf(kept: string | null, person: string): Tabs | null {
  if (kept === null) return null;
  try {
    const read = JSON.parse(kept) as { shape?: unknown; person?: unknown; tabs?: Tabs };
    if (read.shape !== SHAPE || read.person !== person || !read.tabs) return null;
    const { list, active } = read.tabs;
    return list.some((one) => one.id === active) ? { list, active } : null;
  } catch {
    return null;
  }
}

export function keepDraft(tabs: Tabs, person: string): void {
  try {
    sessionStorage.setItem(STORED, draftOf(tabs, person));
  } catch {
    // a full or forbidden storage only costs the draft at a reload
  }
}

export const readDraft = (person: string): Tabs | null =>
  tabsOf(sessionStorage.getItem(STORED), person);

/** On sign-out, in every window of this browser. */
export function forgetDrafts(): void {
  sessionStorage.removeItem(STORED);
  localStorage.setItem(LEFT, String(Date.now()));
}

/** Hears of a sign-out in another window; returns how to stop. */
export function forgetWithOthers(): () => void {
  const listener = ({ key }: StorageEvent) => {
    if (key === LEFT) sessionStorage.removeItem(STORED);
  };
  window.addEventListener('storage', listener);
  return () => window.removeEventListener('storage', listener);
}
