import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { Language } from '../generated/graphql';
import { en, type Words } from './en';
import { fi } from './fi';
import { sv } from './sv';

export type { Words };
export type LocalText = { fi: string; sv: string; en: string };
export const LANGUAGES = ['FI', 'SV', 'EN'] as const satisfies readonly Language[];

const CATALOGUES: Record<Language, Words> = { FI: fi, SV: sv, EN: en };
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
  const [language, setLanguage] = useState<Language>(() => stored() ?? fromBrowser());

  useEffect(() => {
    document.documentElement.lang = TAGS[language];
  }, [language]);

  const speech = useMemo<Speech>(
    () => ({
      words: CATALOGUES[language],
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
    }),
    [language],
  );
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
