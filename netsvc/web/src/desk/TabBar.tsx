import { Button, Modal } from '@mantine/core';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { newKey } from '../commands';
import { useSecondsLeft } from '../time';
import { useSpeech } from '../words';
import { useDesk, useTabs } from './state';
import { besideTab, MOST_TABS, openThing, type Tab } from './tabs';

const LABEL = 32;
export const tabId = (id: string) => `tab-${id}`;
export const PANEL = 'customer';

/** The customers in hand, a tab each. */
export function TabBar() {
  const { words, language } = useSpeech();
  const { desk, actions } = useDesk();
  const { tabs, send } = useTabs();
  const [asking, setAsking] = useState<'case' | 'draft' | null>(null);
  const text = words.tabs;
  const full = tabs.list.length >= MOST_TABS;
  const labelOf = ({ desk: one }: Tab) => {
    const matter = one.matter.trim();
    return matter.length > LABEL ? `${matter.slice(0, LABEL).trimEnd()}…` : matter || text.fresh;
  };

  const open = () => send({ tab: 'open', id: newKey(), language });
  const shift = (by: 1 | -1) => {
    const beside = besideTab(tabs, by);
    if (beside) send({ tab: 'show', id: beside.id });
  };
  const close = async () => {
    setAsking(null);
    const id = tabs.active;
    if (!(await actions.nextCustomer())) return;
    send({ tab: 'close', id, fresh: newKey(), language });
  };
  const ask = () => {
    const thing = openThing(desk);
    if (thing) setAsking(thing);
    else void close();
  };

  const onPage = (event: globalThis.KeyboardEvent) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (document.querySelector('[role=dialog]')) return;
    const act = { KeyT: open, KeyJ: () => shift(1), KeyK: () => shift(-1), KeyX: ask }[event.code];
    if (!act) return;
    event.preventDefault();
    act();
  };
  const latest = useRef(onPage);
  useEffect(() => {
    latest.current = onPage;
  });
  useEffect(() => {
    const listener = (event: globalThis.KeyboardEvent) => latest.current(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);

  // Arrows move the focus, Enter shows: then the focus goes to that customer's matter.
  const onTabs = (event: KeyboardEvent<HTMLElement>) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const beside = by > 0 ? 'nextElementSibling' : 'previousElementSibling';
    const other = event.currentTarget[beside];
    if (other instanceof HTMLElement) other.focus();
  };

  const heard = tabs.list.filter((tab) => tab.news).map(labelOf);
  const blank = tabs.list.length === 1 && !desk.opened && desk.matter.trim() === '';
  return (
    <div className="tabs">
      <div role="tablist" aria-label={text.label} className="tabs-list">
        {tabs.list.map((tab) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            id={tabId(tab.id)}
            aria-selected={tab.id === tabs.active}
            aria-controls={tab.id === tabs.active ? PANEL : undefined}
            tabIndex={tab.id === tabs.active ? 0 : -1}
            data-news={tab.news}
            onKeyDown={onTabs}
            onClick={() => send({ tab: 'show', id: tab.id })}
          >
            {tab.news ? <span className="tabs-news" aria-hidden="true" /> : null}
            <span className="tabs-label">{labelOf(tab)}</span>
            {tab.news ? <span className="hidden">, {text.news}</span> : null}
            {tab.desk.stage === 'offered' ? (
              <Left expiresAt={tab.desk.offer?.expiresAt ?? null} />
            ) : null}
          </button>
        ))}
      </div>
      <button
        type="button"
        className="tool"
        disabled={full}
        title={full ? text.full(MOST_TABS) : undefined}
        onClick={open}
      >
        <span aria-hidden="true">+</span> {text.open} <kbd aria-hidden="true">Alt T</kbd>
      </button>
      <button
        type="button"
        className="tool tabs-close"
        style={{ visibility: blank ? 'hidden' : 'visible' }}
        onClick={ask}
      >
        {text.close} <kbd aria-hidden="true">Alt X</kbd>
      </button>
      <span role="status" className="hidden">
        {heard.length > 0 ? text.heard(heard.join(', ')) : ''}
      </span>
      <Modal
        opened={asking !== null}
        onClose={() => setAsking(null)}
        title={asking === 'case' ? text.caseTitle : text.draftTitle}
        closeButtonProps={{ 'aria-label': words.common.close }}
      >
        <div className="stack">
          <p>{asking === 'case' ? text.caseLead(desk.opened?.number ?? '') : text.draftLead}</p>
          <div className="row">
            <Button onClick={() => void close()} data-autofocus>
              {asking === 'case' ? text.caseDo : text.draftDo}
            </Button>
            <Button variant="default" onClick={() => setAsking(null)}>
              {text.stay}
            </Button>
          </div>
        </div>
      </Modal>
    </div>
  );
}

function Left({ expiresAt }: { expiresAt: string | null }) {
  const { words } = useSpeech();
  const left = useSecondsLeft(expiresAt);
  return left === null ? null : (
    <span className="figures mark-waiting">{words.desk.left(left)}</span>
  );
}
