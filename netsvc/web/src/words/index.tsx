import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { patiently } from '../ui/patiently';
import type { Language } from '../generated/graphql';
import type { Words } from './en';

export type { Words };
export type LocalText = { fi: string; sv: string; en: string };
export const LANGUAGES = ['FI', 'SV', 'EN'] as const satisfies readonly Language[];

/** Each person loads the words of one language. */
const CATALOGUES: Record<Language, () => Promise<Words>> = {
  FI: async () => (await import('./fi')).fi,
  SV: async () => (await import('./sv')).sv,
  EN: async () => (await import('./en')).en,
};
const TAGS: Record<Language, 'fi' | 'sv' | 'en'> = { FI: 'fi', SV: 'sv', EN: 'en' };
const LOCALES: Record<Language, string> = { FI: 'fi-FI', SV: 'sv-FI', EN: 'en-GB' };
const STORED = 'netsvc.language';

type Speech = {
  words: Words;
  language: Language;
  locale: string;
  /** The text of a graph name in the reader's language. */
  say: (text: LocalText) => string;
  choose: (language: Language) => void;
  /** What the signed-in person prefers; their own choice on this machine wins. */
  prefer: (language: Language) => void;
};

const SpeechContext = createContext<Speech | null>(null);

function stored(): Language | null {
  const value = localStorage.getItem(STORED);
  return LANGUAGES.find((language) => language === value) ?? null;
}

function fromBrowser(): Language {
  for (const tag of navigator.languages) {
    const found = LANGUAGES.find((language) => tag.toLowerCase().startsWith(TAGS[language]));
    if (found) return found;
  }
  return 'EN';
}

export function SpeechProvider({ children }: { children: ReactNode }) {
  const [wanted, setLanguage] = useState<Language>(() => stored() ?? fromBrowser());
  // the language that is shown stays until the words of the next are here
  const [spoken, setSpoken] = useState<{ language: Language; words: Words } | null>(null);
  useEffect(() => {
    let current = true;
    patiently(CATALOGUES[wanted]).then(
      (words) => {
        if (current) setSpoken({ language: wanted, words });
      },
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [wanted]);
  useEffect(() => {
    if (spoken) document.documentElement.lang = TAGS[spoken.language];
  }, [spoken]);

  const speech = useMemo<Speech | null>(() => {
    if (!spoken) return null;
    const { language, words } = spoken;
    return {
      words,
      language,
      locale: LOCALES[language],
      say: (text) => text[TAGS[language]],
      choose: (next) => {
        localStorage.setItem(STORED, next);
        setLanguage(next);
      },
      prefer: (next) => {
        if (stored() === null) setLanguage(next);
      },
    };
  }, [spoken]);
  if (!speech) return null;
  return <SpeechContext value={speech}>{children}</SpeechContext>;
}

export function useSpeech(): Speech {
  const speech = useContext(SpeechContext);
  if (!speech) throw new Error('useSpeech is used outside SpeechProvider');
  return speech;
}

export function useWords(): Words {
  return useSpeech().words;
}

export const tagOf = (language: Language) => TAGS[language];
