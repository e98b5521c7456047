import './palette.css';
import { Modal } from '@mantine/core';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useQuery } from 'urql';
import { useLocation } from 'wouter';
import { useDesk } from '../desk/state';
import { PaletteCasesQuery, PaletteQuery, UnitsQuery } from '../graphql/queries';
import { useMe } from '../me';
import { CASE_ROLES, DESK_ROLES, has, pagesFor } from '../roles';
import { FreeMark } from '../ui/Mark';
import { useSpeech } from '../words';

type Entry = { key: string; name: string; aside?: React.ReactNode; go: () => void };
type Group = { name: string; entries: Entry[] };

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
  const [active, setActive] = useState(0);
  const groups = useGroups(typed.trim(), close);
  const entries = groups.flatMap((group) => group.entries);
  const at = Math.min(active, Math.max(0, entries.length - 1));

  // The dialog moves the focus only a moment later; the first keys must not be lost.
  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    document.getElementById(`${list}-${at}`)?.scrollIntoView({ block: 'nearest' });
  }, [at, list]);

  const onKey = (event: KeyboardEvent) => {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move !== undefined && entries.length > 0) {
      event.preventDefault();
      setActive((at + move + entries.length) % entries.length);
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
          setActive(0);
        }}
        onKeyDown={onKey}
      />
      {entries.length === 0 ? <p className="palette-nothing">{words.palette.nothing}</p> : null}
      <div id={list} role="listbox" aria-label={words.palette.title} className="palette-list">
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

function useGroups(search: string, close: () => void): Group[] {
  const { words, say, locale } = useSpeech();
  const me = useMe();
  const { dispatch } = useDesk();
  const [, navigate] = useLocation();
  const [{ data }] = useQuery({
    query: PaletteQuery,
    variables: { search },
    pause: search.length < 2,
  });
  const [{ data: cases }] = useQuery({
    query: PaletteCasesQuery,
    variables: { search },
    pause: search.length < 2 || !has(me.roles, CASE_ROLES),
  });
  const [{ data: all }] = useQuery({ query: UnitsQuery, requestPolicy: 'cache-first' });

  const to = (path: string) => () => {
    close();
    navigate(path);
  };
  const named = (name: string) =>
    name.toLocaleLowerCase(locale).includes(search.toLocaleLowerCase(locale));
  const agent = has(me.roles, DESK_ROLES);
  const found = search.length < 2 ? undefined : data;
  const units = search.length < 2 ? [] : (all?.units.edges ?? []).map(({ node }) => node);
  return [
    {
      name: words.palette.people,
      entries: (found?.experts.edges ?? []).map(({ node }) => ({
        key: node.id,
        name: node.name,
        aside: <FreeMark {...node} />,
        go: to(`/people/${encodeURIComponent(node.id)}`),
      })),
    },
    {
      name: words.palette.issueTypes,
      entries: (found?.issueTypes.edges ?? []).map(({ node }) => ({
        key: node.id,
        name: say(node.name),
        go: agent
          ? () => {
              dispatch({ do: 'about', issueType: node });
              to('/desk')();
            }
          : to(`/issue-types/${encodeURIComponent(node.id)}`),
      })),
    },
    {
      name: words.palette.units,
      entries: units
        .filter((unit) => named(say(unit.name)))
        .slice(0, 5)
        .map((unit) => ({
          key: unit.id,
          name: say(unit.name),
          go: to(`/units/${encodeURIComponent(unit.id)}`),
        })),
    },
    {
      name: words.palette.cases,
      entries: (search.length < 2 ? [] : (cases?.cases.edges ?? [])).map(({ node }) => ({
        key: node.id,
        name: `${node.number} ${node.words}`,
        go: to(`/cases/${encodeURIComponent(node.id)}`),
      })),
    },
    {
      name: words.palette.pages,
      entries: [
        ...pagesFor(me.roles).map((page) => ({ key: page, name: words.nav[page] })),
        ...(has(me.roles, CASE_ROLES)
          ? [{ key: 'availability', name: words.availability.title }]
          : []),
      ]
        .filter((page) => named(page.name))
        .map((page) => ({ ...page, go: to(`/${page.key}`) })),
    },
  ].filter((group) => group.entries.length > 0);
}

function Keys() {
  const { words } = useSpeech();
  const text = words.desk;
  const keys: [string, string][] = [
    ['↑ ↓', text.keyChoose],
    ['Enter', text.keyHandOver],
    ['Ctrl Enter', text.keyHandOver],
    ['Ctrl Shift Enter', text.keyLater],
    ['Alt 1…9', text.keyNumber],
    ['Alt W', text.keyWithdraw],
    ['Alt N', text.keyNew],
    ['Esc', text.keyBack],
    ['Ctrl K', text.keyPalette],
  ];
  return (
    <section className="palette-keys" aria-label={words.palette.keys}>
      <h2>
        {words.nav.desk}: {words.palette.keys}
      </h2>
      <dl>
        {keys.map(([key, what]) => (
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
