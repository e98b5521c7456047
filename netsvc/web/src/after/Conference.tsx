import { NativeSelect, TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import { Link } from 'wouter';
import { useCommand } from '../commands';
import type { ConferencePartsFragment } from '../generated/graphql';
import { useLive } from '../live';
import { PrimaryButton, RANK } from '../ui/Primary';
import { useSpeech } from '../words';
import { NameOwner } from './queries';

/** Whose members name the owner, as one phrase. */
export function useDeciders() {
  const { say, locale } = useSpeech();
  return ({ miniNetworks, units }: ConferencePartsFragment) =>
    new Intl.ListFormat(locale, { type: 'disjunction' }).format(
      [...miniNetworks, ...units].map((one) => say(one.name)),
    );
}

type Props = {
  conference: ConferencePartsFragment;
  done: (news: string) => void;
  /** Shown away from the case's own page, with the way to it. */
  elsewhere?: boolean;
};

export function ConferenceCard({ conference, done, elsewhere = false }: Props) {
  const { words, say } = useSpeech();
  const text = words.after;
  const deciders = useDeciders();
  const title = useId();
  return (
    <article className="conference" aria-labelledby={title}>
      <h3 id={title}>
        {text.conference}
        {elsewhere ? (
          <>
            {': '}
            {conference.case ? (
              <Link href={`/cases/${encodeURIComponent(conference.case.id)}`}>
                {conference.caseNumber}
              </Link>
            ) : (
              conference.caseNumber
            )}
          </>
        ) : null}
      </h3>
      <p>
        {text.conferenceWhy(text.loops[conference.kind])} {text.conferenceWho(deciders(conference))}
      </p>
      {elsewhere && conference.case ? <blockquote>{conference.case.words}</blockquote> : null}
      {elsewhere && conference.issueType ? <p>{say(conference.issueType.name)}</p> : null}
      <Path path={conference.path} />
      {conference.mayName && conference.state === 'OPEN' ? (
        <NameForm conference={conference} done={done} />
      ) : null}
    </article>
  );
}

export function Path({ path }: { path: ConferencePartsFragment['path'] }) {
  const { words, say } = useSpeech();
  const text = words.after;
  return (
    <ol className="path" aria-label={text.path}>
      {path.map((stop) => (
        <li key={stop.at + stop.kind}>
          {stop.unit ? say(stop.unit.name) : words.common.unknown}{' '}
          <span className="quiet">
            ({[stop.expert?.name, text.stops[stop.kind]].filter(Boolean).join(', ')})
          </span>
        </li>
      ))}
    </ol>
  );
}

function NameForm({ conference, done }: Omit<Props, 'elsewhere'>) {
  const { words, say } = useSpeech();
  const text = words.after;
  const run = useCommand();
  const { refresh } = useLive();
  const [who, setWho] = useState('');
  const [note, setNote] = useState('');
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const name = async () => {
    setBusy(true);
    const answer = await run(
      NameOwner,
      { conferenceId: conference.id, expertId: who, note: note.trim() || null },
      (data) => data.nameOwner,
    );
    setBusy(false);
    if ('good' in answer) done(text.nameDone(answer.good.named?.name ?? words.common.somebody));
    else setProblem('problem' in answer ? answer.problem : words.common.unsure);
    refresh();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void name();
      }}
    >
      <div className="name-owner">
        <NativeSelect
          label={text.name}
          required
          value={who}
          onChange={(event) => setWho(event.currentTarget.value)}
          data={[
            { value: '', label: text.choose },
            ...conference.candidates.map((one) => ({
              value: one.id,
              label: [one.name, ...one.units.map((unit) => say(unit.name))].join(', '),
            })),
          ]}
        />
        <TextInput
          label={`${words.common.noteLabel} (${words.common.optional})`}
          value={note}
          maxLength={500}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <PrimaryButton rank={RANK.conference} type="submit" loading={busy}>
          {text.nameDo}
        </PrimaryButton>
      </div>
      <p role="alert" className="panel-message">
        {problem}
      </p>
    </form>
  );
}
