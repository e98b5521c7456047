import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useEffect, useId, useRef, useState, type KeyboardEvent, type SubmitEvent } from 'react';
import type { Role } from '../generated/graphql';
import { demoPeople, signInAs, signInWith, type DemoPerson } from '../session';
import { LanguageSwitch, ThemeSwitch } from '../shell/Shell';
import { Skeletons, useTitle } from '../ui/states';
import { useSpeech, useWords } from '../words';

const ROLES: readonly (Role | null)[] = [null, 'AGENT', 'EXPERT', 'MANAGER', 'PILOT_LEAD'];

type Props = {
  demo: boolean;
  /** Whether this person was signed in until just now, without having signed out. */
  ended: boolean;
  done: () => void;
};

export function SignIn({ demo, ended, done }: Props) {
  const text = useWords().signIn;
  return (
    <>
      <header className="signin-top">
        <span className="brand">netsvc</span>
        <div className="row">
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
      </header>
      <main className="signin">
        <p role="status" className={ended ? 'notice signin-ended' : 'hidden'}>
          {ended ? text.ended : ''}
        </p>
        {demo ? <Demo done={done} /> : <WithToken done={done} />}
      </main>
    </>
  );
}

function Demo({ done }: { done: () => void }) {
  const { words, say, locale } = useSpeech();
  const text = words.signIn;
  const list = useId();
  const field = useRef<HTMLInputElement>(null);
  const [search, setSearch] = useState('');
  const [role, setRole] = useState<Role | null>(null);
  const [people, setPeople] = useState<DemoPerson[] | 'failed' | null>(null);
  const [active, setActive] = useState(0);
  useTitle(text.title);

  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    let current = true;
    const timer = setTimeout(() => {
      demoPeople(search, role).then(
        (found) => {
          if (!current) return;
          setPeople(found);
          setActive(0);
        },
        () => {
          if (current) setPeople('failed');
        },
      );
    }, 100);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [search, role]);

  const shown = Array.isArray(people) ? people : [];
  const enter = async (person: DemoPerson | undefined) => {
    if (!person) return;
    if (await signInAs(person.id).catch(() => false)) done();
    else setPeople('failed');
  };
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && shown.length > 0) {
      event.preventDefault();
      const next = (active + step + shown.length) % shown.length;
      setActive(next);
      document.getElementById(`${list}-${next}`)?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter') {
      event.preventDefault();
      void enter(shown[active]);
    }
  };
  const names = (person: DemoPerson) => person.roles.map((one) => words.roles[one]).join(', ');

  return (
    <>
      <h1>{text.title}</h1>
      <p className="quiet">{text.lead}</p>
      <div className="signin-find">
        <TextInput
          ref={field}
          label={text.search}
          description={text.pick}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          onKeyDown={onKey}
          role="combobox"
          aria-expanded={shown.length > 0}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={shown.length > 0 ? `${list}-${active}` : undefined}
          autoComplete="off"
        />
        <div role="group" aria-label={text.role} className="row signin-roles">
          {ROLES.map((one) => (
            <button
              key={one ?? 'all'}
              type="button"
              className="tool"
              aria-pressed={one === role}
              onClick={() => setRole(one)}
            >
              {one ? words.roles[one] : text.everyRole}
            </button>
          ))}
        </div>
      </div>
      {people === null ? <Skeletons rows={8} height={57} /> : null}
      {people === 'failed' ? <p role="alert">{text.unreachable}</p> : null}
      {Array.isArray(people) && people.length === 0 ? <p>{text.nobody}</p> : null}
      <div id={list} role="listbox" aria-label={text.people} className="signin-people">
        {shown.map((person, index) => (
          // The field above holds the focus and takes the keys; a pointer chooses here.
          // eslint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            key={person.id}
            id={`${list}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            onClick={() => void enter(person)}
          >
            <span className="signin-name">{person.name}</span>
            <span className="quiet small">
              {[
                names(person),
                person.unit ? say(person.unit) : '',
                new Intl.ListFormat(locale, { type: 'unit' }).format(
                  person.languages.map((one) => words.languages[one]),
                ),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </div>
        ))}
      </div>
    </>
  );
}

function WithToken({ done }: { done: () => void }) {
  const text = useWords().signIn;
  const [token, setToken] = useState('');
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useTitle(text.tokenTitle);
  useEffect(() => field.current?.focus(), []);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const said = await signInWith(token.trim()).then(
      (taken) => (taken ? '' : text.refused),
      () => text.unreachable,
    );
    setBusy(false);
    setProblem(said);
    if (said) field.current?.focus();
    else done();
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="stack">
      <h1>{text.tokenTitle}</h1>
      <p className="quiet">{text.tokenLead}</p>
      <PasswordInput
        ref={field}
        label={text.token}
        value={token}
        onChange={(event) => setToken(event.currentTarget.value)}
        error={problem || null}
        autoComplete="off"
        required
      />
      <div>
        <Button type="submit" loading={busy}>
          {text.enter}
        </Button>
      </div>
    </form>
  );
}
