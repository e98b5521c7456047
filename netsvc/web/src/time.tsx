import { createContext, useContext, useEffect, useState } from 'react';
import { exact, relative } from './words/format';
import { useSpeech } from './words';

/** Milliseconds that the service's clock is ahead of this machine's. */
export const ClockSkew = createContext(0);

/** The service's time in milliseconds, renewed every `every` milliseconds. */
export function useNow(every: number): number {
  const skew = useContext(ClockSkew);
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now + skew;
}

/** Whole seconds until `iso`, never below zero; null without a limit. */
export function useSecondsLeft(iso: string | null | undefined): number | null {
  const now = useNow(500);
  return iso ? Math.max(0, Math.ceil((Date.parse(iso) - now) / 1000)) : null;
}

export function Ago({ at }: { at: string }) {
  const { locale } = useSpeech();
  const now = useNow(20_000);
  return (
    <time dateTime={at} title={exact(at, locale)}>
      {relative(at, now, locale)}
    </time>
  );
}
