import { Modal } from '@mantine/core';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useLocation } from 'wouter';
import { useSpeech } from '../words';
import { keysOf } from './keys';
import { useGroups } from './useGroups';

export function Palette({ opened, close }: { opened: boolean; close: () => void }) {
  const { words } = useSpeech();
  return (
    <Modal
      opened={opened}
      onClose={close}
      centered={false}
      size="lg"
      title={words.palette.title}
      closeButtonProps={{ 'aria-label': words.common.close }}
    >
      <Search close={close} />
    </Modal>
  );
}

function Search({ close }: { close: () => void }) {
  const { words } = useSpeech();
  const list = useId();
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  // By key: what arrives later must not put another entry under the finger.
  const [active, setActive] = useState<string | null>(null);
  const { groups, busy } = useGroups(typed.trim(), close);
  const entries = groups.flatMap((group) => group.entries);
  const at = Math.max(
    0,
    entries.findIndex((entry) => entry.key === active),
  );

  // The dialog moves the focus only a moment later; the first keys must not be lost.
  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    document.getElementById(`${list}-${at}`)?.scrollIntoView({ block: 'nearest' });
  }, [at, list]);

  const onKey = (event: KeyboardEvent) => {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move !== undefined && entries.length > 0) {
      event.preventDefault();
      setActive(entries[(at + move + entries.length) % entries.length]?.key ?? null);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      entries[at]?.go();
    }
  };
  return (
    <>
      <input
        className="input palette-input"
        ref={field}
        data-autofocus
        type="text"
        role="combobox"
        aria-label={words.palette.title}
        aria-expanded={entries.length > 0}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={entries.length > 0 ? `${list}-${at}` : undefined}
        placeholder={words.palette.placeholder}
        autoComplete="off"
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setActive(null);
        }}
        onKeyDown={onKey}
      />
      {entries.length === 0 && !busy ? (
        <p className="palette-nothing">{words.palette.nothing}</p>
      ) : null}
      <p role="status" className="hidden">
        {busy ? '' : words.palette.results(entries.length)}
      </p>
      <div
        id={list}
        role="listbox"
        aria-busy={busy}
        aria-label={words.palette.title}
        className="palette-list"
      >
        {groups.map((group) => (
          <div key={group.name} role="group" aria-label={group.name}>
            <h2 aria-hidden="true">{group.name}</h2>
            {group.entries.map((entry) => {
              const index = entries.indexOf(entry);
              return (
                // Keys are taken by the field above; a pointer chooses here.
                // eslint-disable-next-line jsx-a11y/click-events-have-key-events
                <div
                  key={entry.key}
                  id={`${list}-${index}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={index === at}
                  onClick={entry.go}
                >
                  <span>{entry.name}</span>
                  {entry.aside}
                </div>
              );
            })}
          </div>
        ))}
      </div>
      <Keys />
    </>
  );
}

function Keys() {
  const { words } = useSpeech();
  const [path] = useLocation();
  return (
    <section className="palette-keys" aria-label={words.palette.keys}>
      <h2>{words.palette.keysHere}</h2>
      <dl>
        {keysOf(path, words).map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <p className="quiet small">{words.palette.hint}</p>
    </section>
  );
}
