import { useState } from 'react';
import { Textarea, TextInput } from '@mantine/core';
import { Picker, SHORTEST } from '../ui/Picker';
import { tagOf, useSpeech, type LocalText } from '../words';
import type { Named } from './draft';

type TextProps = {
  label: string;
  hint?: string;
  value: LocalText;
  set: (value: LocalText) => void;
  most: number;
  lines?: boolean;
};

/** A text in the reader's own language; what stands in the others stays. */
export function Said({ label, hint, value, set, most, lines = false }: TextProps) {
  const { language } = useSpeech();
  const tag = tagOf(language);
  const own = {
    label,
    description: hint,
    maxLength: most,
    value: value[tag],
    onChange: (event: { currentTarget: { value: string } }) => {
      const typed = event.currentTarget.value;
      // the service shows one language in the place of another that is empty: both were one text
      const same = (other: string) => other === '' || other === value[tag];
      set({
        fi: tag === 'fi' || same(value.fi) ? typed : value.fi,
        sv: tag === 'sv' || same(value.sv) ? typed : value.sv,
        en: tag === 'en' || same(value.en) ? typed : value.en,
      });
    },
  };
  return lines ? <Textarea autosize minRows={2} {...own} /> : <TextInput {...own} />;
}

type ManyProps = {
  label: string;
  hint: string;
  all: readonly Named[];
  chosen: readonly Named[];
  without?: readonly Named[];
  set: (chosen: Named[]) => void;
};

/** Chooses some of what is known; searched by name. */
export function Many({ label, hint, all, chosen, without = [], set }: ManyProps) {
  const { say, locale } = useSpeech();
  const [typed, type] = useState('');
  const low = (text: string) => text.toLocaleLowerCase(locale);
  const gone = new Set([...chosen, ...without].map((one) => one.id));
  const options =
    typed.trim().length < SHORTEST
      ? []
      : all
          .filter((one) => !gone.has(one.id) && low(say(one.name)).includes(low(typed.trim())))
          .slice(0, 8)
          .map((one) => ({ id: one.id, name: say(one.name) }));
  return (
    <div className="stack">
      <Picker
        label={label}
        hint={hint}
        typed={typed}
        type={type}
        looking={false}
        options={options}
        pick={({ id }) => {
          const one = all.find((known) => known.id === id);
          if (one) set([...chosen, one]);
        }}
      />
      <Chosen label={label} chosen={chosen} set={set} />
    </div>
  );
}

type ChosenProps = {
  label: string;
  chosen: readonly Named[];
  set: (chosen: Named[]) => void;
};

export function Chosen({ label, chosen, set }: ChosenProps) {
  const { words, say } = useSpeech();
  const text = words.planning;
  if (chosen.length === 0) return null;
  return (
    <ul className="chosen-things" aria-label={label}>
      {chosen.map((one) => (
        <li key={one.id}>
          {say(one.name)}
          <button
            type="button"
            className="plain"
            aria-label={text.removeNamed(say(one.name))}
            onClick={() => set(chosen.filter((other) => other.id !== one.id))}
          >
            {text.remove}
          </button>
        </li>
      ))}
    </ul>
  );
}

type NumberProps = {
  label: string;
  hint?: string;
  value: string;
  set: (value: string) => void;
  after?: string;
};

export function Amount({ label, hint, value, set, after }: NumberProps) {
  return (
    <TextInput
      className="pilot-amount"
      label={label}
      description={hint}
      inputMode="decimal"
      autoComplete="off"
      rightSection={after ? <span className="quiet small">{after}</span> : undefined}
      rightSectionWidth={64}
      value={value}
      onChange={(event) => set(event.currentTarget.value)}
    />
  );
}
