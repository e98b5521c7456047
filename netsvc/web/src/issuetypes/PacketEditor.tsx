import { Button } from '@mantine/core';
import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { useCommand } from '../commands';
import type { PacketFieldType } from '../generated/graphql';
import type { Field } from '../packet/values';
import { LANGUAGES, tagOf, useSpeech, type LocalText } from '../words';
import { capital } from '../words/format';
import { draftOf, emptyDraft, emptyOption, inputOf, moved, type Draft } from './drafts';
import { SetPacketFields } from './queries';

type Props = { id: string; fields: Field[]; done: (saved: boolean) => void };

/** All fields of an issue type, changed together and saved in one go. */
export function PacketEditor({ id, fields, done }: Props) {
  const { words } = useSpeech();
  const text = words.issueTypes;
  const run = useCommand();
  const [drafts, setDrafts] = useState(() => fields.map(draftOf));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const [wrong, setWrong] = useState<number | null>(null);

  const change = (at: number, draft: Draft) =>
    setDrafts(drafts.map((old, place) => (place === at ? draft : old)));
  const save = async () => {
    setBusy(true);
    const answer = await run(
      SetPacketFields,
      { issueTypeId: id, fields: drafts.map(inputOf) },
      (data) => data.setPacketFields,
    );
    setBusy(false);
    if ('good' in answer) {
      done(true);
      return;
    }
    const at = 'field' in answer ? /^fields\.(\d+)/.exec(answer.field ?? '')?.[1] : undefined;
    setWrong(at === undefined ? null : Number(at));
    setProblem('problem' in answer ? answer.problem || words.common.problem : words.common.unsure);
  };

  return (
    <form
      className="stack"
      aria-busy={busy}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <p className="measure">{text.editLead}</p>
      <ol className="issue-drafts">
        {drafts.map((draft, at) => (
          <li key={draft.key}>
            <OneField
              draft={draft}
              at={at}
              last={drafts.length - 1}
              wrong={wrong === at}
              change={(next) => change(at, next)}
              move={(by) => setDrafts(moved(drafts, at, by))}
              remove={() => setDrafts(drafts.filter((_, place) => place !== at))}
            />
          </li>
        ))}
      </ol>
      <div>
        <Button variant="default" onClick={() => setDrafts([...drafts, emptyDraft()])}>
          {text.add}
        </Button>
      </div>
      <p role="alert" className="panel-message">
        {problem}
      </p>
      <div className="row">
        <Button type="submit" loading={busy}>
          {text.save}
        </Button>
        <Button variant="default" disabled={busy} onClick={() => done(false)}>
          {text.cancel}
        </Button>
      </div>
    </form>
  );
}

type FieldProps = {
  draft: Draft;
  at: number;
  last: number;
  wrong: boolean;
  change: (draft: Draft) => void;
  move: (by: -1 | 1) => void;
  remove: () => void;
};

function OneField({ draft, at, last, wrong, change, move, remove }: FieldProps) {
  const { words, say, locale } = useSpeech();
  const text = words.issueTypes;
  const title = say(draft.label) || text.field(at + 1);
  const box = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    if (wrong) box.current?.querySelector('input')?.focus();
  }, [wrong]);
  return (
    <fieldset className="issue-draft" ref={box} data-wrong={wrong}>
      <legend>{title}</legend>
      <Line label={text.label}>
        <InThree
          of={text.label}
          value={draft.label}
          change={(label) => change({ ...draft, label })}
        />
      </Line>
      <Line label={text.type}>
        {(field) => (
          <select
            id={field}
            className="input"
            value={draft.type}
            onChange={(event) =>
              change({ ...draft, type: event.currentTarget.value as PacketFieldType })
            }
          >
            {(Object.keys(text.types) as PacketFieldType[]).map((type) => (
              <option key={type} value={type}>
                {capital(text.types[type], locale)}
              </option>
            ))}
          </select>
        )}
      </Line>
      {draft.type === 'CHOICE' ? (
        <Line label={text.options}>
          <Options draft={draft} change={change} />
        </Line>
      ) : null}
      <Line label={text.help}>
        <InThree of={text.help} value={draft.help} change={(help) => change({ ...draft, help })} />
      </Line>
      <Line label={text.why} hint={text.whyHelp}>
        <InThree of={text.why} value={draft.why} change={(why) => change({ ...draft, why })} />
      </Line>
      <Line label={text.name} hint={text.nameHelp}>
        {(field) => (
          <input
            id={field}
            className="input"
            maxLength={60}
            value={draft.name}
            onChange={(event) => change({ ...draft, name: event.currentTarget.value })}
          />
        )}
      </Line>
      <Box
        label={text.requiredBox}
        checked={draft.required}
        change={(required) => change({ ...draft, required })}
      />
      <Box
        label={text.sensitiveBox}
        checked={draft.sensitive}
        change={(sensitive) => change({ ...draft, sensitive })}
      />
      <div className="row">
        <Small label={text.up(title)} disabled={at === 0} press={() => move(-1)}>
          {text.upShort}
        </Small>
        <Small label={text.down(title)} disabled={at === last} press={() => move(1)}>
          {text.downShort}
        </Small>
        <Small label={text.remove(title)} press={remove}>
          {text.removeShort}
        </Small>
      </div>
    </fieldset>
  );
}

function Options({ draft, change }: { draft: Draft; change: (draft: Draft) => void }) {
  const text = useSpeech().words.issueTypes;
  const set = (options: Draft['options']) => change({ ...draft, options });
  return (
    <div className="stack">
      {draft.options.map((option, at) => (
        <div key={option.key} className="issue-option">
          <InThree
            of={text.option(at + 1)}
            value={option.label}
            change={(label) =>
              set(draft.options.map((old) => (old.key === option.key ? { ...old, label } : old)))
            }
          />
          <Small
            label={text.removeOption(at + 1)}
            press={() => set(draft.options.filter((old) => old.key !== option.key))}
          >
            {text.removeShort}
          </Small>
        </div>
      ))}
      <div>
        <button
          type="button"
          className="plain"
          onClick={() => set([...draft.options, emptyOption()])}
        >
          {text.addOption}
        </button>
      </div>
    </div>
  );
}

type InThreeProps = { of: string; value: LocalText; change: (value: LocalText) => void };

function InThree({ of, value, change }: InThreeProps) {
  const { words } = useSpeech();
  return (
    <div className="issue-three">
      {LANGUAGES.map((language) => {
        const tag = tagOf(language);
        return (
          <label key={language}>
            <span className="quiet small" aria-hidden="true">
              {language}
            </span>
            <input
              className="input"
              lang={tag}
              aria-label={`${of}, ${words.languages[language]}`}
              maxLength={400}
              value={value[tag]}
              onChange={(event) => change({ ...value, [tag]: event.currentTarget.value })}
            />
          </label>
        );
      })}
    </div>
  );
}

type LineProps = {
  label: string;
  hint?: string;
  children: ReactNode | ((id: string) => ReactNode);
};

function Line({ label, hint, children }: LineProps) {
  const id = useId();
  const single = typeof children === 'function';
  return (
    <div className="panel-row">
      {single ? <label htmlFor={id}>{label}</label> : <span>{label}</span>}
      <div>
        {single ? children(id) : children}
        {hint ? <p className="quiet small">{hint}</p> : null}
      </div>
    </div>
  );
}

type BoxProps = { label: string; checked: boolean; change: (checked: boolean) => void };

function Box({ label, checked, change }: BoxProps) {
  return (
    <label className="issue-box">
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => change(event.currentTarget.checked)}
      />
      <span>{label}</span>
    </label>
  );
}

type SmallProps = { label: string; disabled?: boolean; press: () => void; children: ReactNode };

function Small({ label, disabled = false, press, children }: SmallProps) {
  return (
    <button type="button" className="plain" aria-label={label} disabled={disabled} onClick={press}>
      {children}
    </button>
  );
}
