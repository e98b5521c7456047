import { Button } from '@mantine/core';
import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useLayoutEffect,
  useState,
  type ReactNode,
} from 'react';
import { useCommand } from '../commands';
import { useLive } from '../live';
import { useSpeech } from '../words';
import { Undo } from './queries';

/** What was just done, under which key, and what to do on the page once it is taken back. */
export type Slip = { key: string; said: string; undone?: () => void };

const SECONDS = 10;
const UndoContext = createContext<(slip: Slip) => void>(() => undefined);

/** Tells the line at the foot of the page that this can be undone. */
export const useUndo = () => useContext(UndoContext);

/** Keeps the last slip in sight for ten seconds. */
export function UndoProvider({ children }: { children: ReactNode }) {
  const [slip, setSlip] = useState<(Slip & { until: number }) | null>(null);
  const [news, setNews] = useState('');
  const offer = useCallback((next: Slip) => {
    setNews('');
    setSlip({ ...next, until: Date.now() + SECONDS * 1000 });
  }, []);
  const over = useCallback((said: string) => {
    setSlip(null);
    setNews(said);
  }, []);
  useEffect(() => {
    if (!news) return;
    const timer = setTimeout(() => setNews(''), 6000);
    return () => clearTimeout(timer);
  }, [news]);
  return (
    <UndoContext value={offer}>
      {children}
      <UndoLine slip={slip} news={news} over={over} />
    </UndoContext>
  );
}

type LineProps = {
  slip: (Slip & { until: number }) | null;
  news: string;
  over: (said: string) => void;
};

function UndoLine({ slip, news, over }: LineProps) {
  const { words } = useSpeech();
  const text = words.after;
  const run = useCommand();
  const { refresh } = useLive();
  const [left, setLeft] = useState(SECONDS);
  const [busy, setBusy] = useState(false);

  const back = useCallback(async () => {
    if (!slip || busy) return;
    setBusy(true);
    const answer = await run(Undo, { command: slip.key }, (data) => data.undo);
    setBusy(false);
    refresh();
    if ('unsure' in answer) return;
    if ('good' in answer) slip.undone?.();
    over('good' in answer ? text.undone : answer.problem || words.common.problem);
  }, [slip, busy, run, refresh, over, text, words]);

  useEffect(() => {
    if (!slip) return;
    const tick = () => {
      const seconds = Math.ceil((slip.until - Date.now()) / 1000);
      setLeft(seconds);
      if (seconds <= 0 && !busy) over('');
    };
    tick();
    const timer = setInterval(tick, 250);
    return () => clearInterval(timer);
  }, [slip, busy, over]);

  // the key works from the moment that the line is there to be read
  useLayoutEffect(() => {
    if (!slip) return;
    const key = (event: KeyboardEvent) => {
      if (!event.altKey || event.code !== 'KeyZ') return;
      event.preventDefault();
      void back();
    };
    window.addEventListener('keydown', key);
    return () => window.removeEventListener('keydown', key);
  }, [slip, back]);

  const showing = slip !== null || news !== '';
  return (
    <div
      role={showing ? 'region' : undefined}
      aria-label={showing ? text.undoRegion : undefined}
      className="undo"
      data-showing={showing}
    >
      <p role="status">
        {slip ? (
          <>
            {slip.said} <span className="hidden">{text.undoing}</span>
          </>
        ) : (
          news
        )}
      </p>
      {slip ? (
        <>
          <Button variant="default" loading={busy} onClick={() => void back()}>
            {text.undo}
          </Button>
          <span className="figures quiet" aria-hidden="true">
            {text.undoSeconds(Math.max(0, left))} · <kbd>Alt Z</kbd>
          </span>
        </>
      ) : null}
    </div>
  );
}
