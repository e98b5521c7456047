import { Menu, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { AlertSwitches } from '../alerts/AlertSwitches';
import { OfferAlerts } from '../alerts/OfferAlerts';
import { useCommand } from '../commands';
import { forgetDrafts } from '../desk/drafts';
import { SetPresence } from '../graphql/commands';
import type { Presence } from '../generated/graphql';
import { useLive } from '../live';
import { useMe } from '../me';
import { pagesFor, CASE_ROLES, has } from '../roles';
import { signOut } from '../session';
import { PresenceMark } from '../ui/Mark';
import { LANGUAGES, tagOf, useSpeech, useWords } from '../words';
import { useKeptFocus } from './keepFocus';
import { Palette } from './Palette';
import { SwapNews } from '../mininetworks/SwapNews';
import { PresenceNews } from './PresenceNews';

const PRESENCES: readonly Presence[] = ['AVAILABLE', 'BUSY', 'AWAY', 'DO_NOT_DISTURB'];
const SCHEMES: readonly MantineColorScheme[] = ['auto', 'light', 'dark'];

export function Shell({ leave, children }: { leave: () => void; children: ReactNode }) {
  const words = useWords();
  const { connected } = useLive();
  const [searching, setSearching] = useState(false);
  useKeptFocus();

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        setSearching((old) => !old);
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  return (
    <>
      <a href="#content" className="skip">
        {words.nav.skip}
      </a>
      <header className="shell">
        <Link href="/" className="brand">
          netsvc
        </Link>
        <Navigation />
        <div className="tools">
          <button type="button" className="tool find" onClick={() => setSearching(true)}>
            <SearchSign />
            <span className="find-word">{words.shell.find}</span>
            <kbd aria-hidden="true">Ctrl K</kbd>
          </button>
          <LanguageSwitch />
          <ThemeSwitch />
          <Myself leave={leave} />
        </div>
      </header>
      <div role="status" className={connected ? 'hidden' : 'offline'}>
        {connected ? '' : `${words.shell.offline} ${words.shell.offlineSafe}`}
      </div>
      <PresenceNews />
      <SwapNews />
      <main id="content" tabIndex={-1}>
        {children}
      </main>
      <OfferAlerts />
      <Palette opened={searching} close={() => setSearching(false)} />
    </>
  );
}

type Count = { number: number; said: readonly string[] };

function WaitingCount({ count }: { count: Count | undefined }) {
  if (!count?.number) return null;
  return (
    <span className="count">
      <span aria-hidden="true">{count.number}</span>
      <span className="hidden">, {count.said.filter(Boolean).join(', ')}</span>
    </span>
  );
}

function Navigation() {
  const words = useWords();
  const me = useMe();
  const { inbox, asks } = useLive();
  const [path] = useLocation();
  const bar = useRef<HTMLElement>(null);
  // on a phone the bar scrolls, and says where one is
  useEffect(() => {
    const here = bar.current?.querySelector('[aria-current]');
    here?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [path]);
  const offers = inbox?.offers.length ?? 0;
  const questions = asks?.toMe.length ?? 0;
  const reviews = me.standardsToReview.length;
  const counts: Partial<Record<string, Count>> = {
    inbox: {
      number: offers + questions,
      said: [
        offers > 0 ? words.nav.offersWaiting(offers) : '',
        questions > 0 ? words.asks.waiting(questions) : '',
      ],
    },
    mininetworks: { number: reviews, said: [words.nav.reviewsWaiting(reviews)] },
  };

  return (
    <nav ref={bar} aria-label={words.nav.main}>
      {pagesFor(me.roles).map((page) => (
        <Link
          key={page}
          href={`/${page}`}
          aria-current={path.startsWith(`/${page}`) ? 'page' : undefined}
        >
          {words.nav[page]}
          <WaitingCount count={counts[page]} />
        </Link>
      ))}
    </nav>
  );
}

export function LanguageSwitch() {
  const { words, language, choose } = useSpeech();
  return (
    <div role="group" aria-label={words.shell.language} className="languages">
      {LANGUAGES.map((one) => (
        <button
          key={one}
          type="button"
          className="tool"
          aria-pressed={one === language}
          aria-label={`${one}, ${words.languages[one]}`}
          lang={tagOf(one)}
          onClick={() => choose(one)}
        >
          {one}
        </button>
      ))}
    </div>
  );
}

export function ThemeSwitch() {
  const words = useWords();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const next = SCHEMES[(SCHEMES.indexOf(colorScheme) + 1) % SCHEMES.length] ?? 'auto';
  const label = `${words.shell.theme.label}: ${words.shell.theme[colorScheme]}`;
  return (
    <button
      type="button"
      className="tool"
      title={label}
      aria-label={label}
      onClick={() => setColorScheme(next)}
    >
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
        <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="1.5" />
        {colorScheme === 'auto' ? <path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor" /> : null}
        {colorScheme === 'dark' ? <circle cx="8" cy="8" r="6" fill="currentColor" /> : null}
      </svg>
    </button>
  );
}

function Myself({ leave }: { leave: () => void }) {
  const words = useWords();
  const { expert, roles } = useMe();
  const handlesCases = has(roles, CASE_ROLES);
  const [, navigate] = useLocation();
  const run = useCommand();
  const set = async (presence: Presence) => {
    await run(SetPresence, { presence }, (data) => data.setPresence);
  };
  const quit = async () => {
    await signOut();
    forgetDrafts();
    leave();
  };
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <button type="button" className="tool me">
          <span className="me-name">{expert.name}</span>
          <PresenceMark presence={expert.presence} />
          <span className="hidden">{words.shell.changePresence}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {handlesCases ? <Menu.Label>{words.shell.presenceLabel}</Menu.Label> : null}
        {(handlesCases ? PRESENCES : []).map((presence) => (
          <Menu.Item
            key={presence}
            onClick={() => void set(presence)}
            rightSection={presence === expert.presence ? '✓' : null}
          >
            <PresenceMark presence={presence} />
          </Menu.Item>
        ))}
        {handlesCases ? (
          <Menu.Item onClick={() => navigate('/availability')}>
            {words.availability.title}
          </Menu.Item>
        ) : null}
        {handlesCases ? (
          <>
            <Menu.Divider />
            <AlertSwitches />
            <Menu.Divider />
          </>
        ) : null}
        <Menu.Item onClick={() => void quit()}>{words.shell.signOut}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function SearchSign() {
  return (
    <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
      <circle cx="6" cy="6" r="4.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="m9.2 9.2 3.6 3.6" stroke="currentColor" strokeWidth="1.5" />
    </svg>
  );
}
