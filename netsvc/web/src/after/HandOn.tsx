import './after.css';
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { WholeCase } from '../cases/CasePage';
import { useCommand } from '../commands';
import { useFind } from '../desk/useFind';
import { OfferHandover } from '../graphql/commands';
import { useLive } from '../live';
import { FreeMark } from '../ui/Mark';
import { Failed, Skeletons } from '../ui/states';
import { useSpeech } from '../words';
import { capital } from '../words/format';
import { OpenConference } from './queries';

type Props = { matter: WholeCase; close: () => void; done: (news: string) => void };
type Problem = { said: string; towardId: string | null };

/** The people who resolve such matters, to offer the case on without leaving its page. */
export function HandOn({ matter, close, done }: Props) {
  const { words, say, locale } = useSpeech();
  const text = words.after;
  const run = useCommand();
  const { refresh } = useLive();
  const found = useFind(matter.words, matter.issueType?.id ?? null, matter.language);
  const connected =
    matter.state === 'IN_CONTACT' && Boolean(matter.contact) && !matter.contact?.endedAt;
  const about = found.matter?.matches.find((one) => one.issueType.id === matter.issueType?.id);
  const fields = about?.issueType.packetFields ?? [];
  const before = matter.handovers.at(-1)?.packet ?? [];
  const [packet, setPacket] = useState<Record<string, string>>(() =>
    Object.fromEntries(before.map(({ name, value }) => [name, value])),
  );
  const [busy, setBusy] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);

  const offer = async (toExpertId: string, name: string) => {
    setBusy(toExpertId);
    setProblem(null);
    const filled = fields
      .map((field) => ({ name: field.name, value: packet[field.name]?.trim() ?? '' }))
      .filter(({ value }) => value !== '');
    const answer = await run(
      OfferHandover,
      { caseId: matter.id, toExpertId, kind: connected ? 'WARM' : 'COLD', packet: filled },
      (data) => data.offerHandover,
    );
    setBusy('');
    refresh();
    if ('good' in answer) {
      close();
      done(text.offered(name));
    } else if ('unsure' in answer) setProblem({ said: words.common.unsure, towardId: null });
    else {
      const loops = answer.kind === 'WouldLoop';
      setProblem({ said: answer.problem, towardId: loops ? toExpertId : null });
    }
  };
  const confer = async (towardExpertId: string) => {
    const answer = await run(
      OpenConference,
      { caseId: matter.id, towardExpertId },
      (data) => data.openConference,
    );
    refresh();
    if ('good' in answer) {
      close();
      done(text.conferenceOpened);
    } else {
      const said = 'problem' in answer ? answer.problem : words.common.unsure;
      setProblem({ said, towardId: null });
    }
  };
  const people = found.shown.list.filter((one) => one.expert.id !== matter.owner?.id);

  return (
    <section className="hand-on" aria-labelledby="hand-on">
      <h2 id="hand-on" tabIndex={-1} ref={(node) => node?.focus()}>
        {text.handOnTitle}
      </h2>
      <p className="quiet">
        {connected ? text.handOnNow : text.handOnLater}. {text.handOnLead}
      </p>
      {fields.map((field) => (
        <TextInput
          key={field.name}
          label={say(field.label)}
          maxLength={500}
          autoComplete="off"
          value={packet[field.name] ?? ''}
          onChange={(event) => setPacket({ ...packet, [field.name]: event.currentTarget.value })}
        />
      ))}
      <div role="alert" className="panel-message">
        {problem?.said}{' '}
        {problem?.towardId ? (
          <Button onClick={() => void confer(problem.towardId ?? '')}>{text.conferenceOpen}</Button>
        ) : null}
      </div>
      {found.failed ? <Failed again={found.again} /> : null}
      {people.length === 0 && !found.fresh ? <Skeletons rows={3} /> : null}
      {people.length === 0 && found.fresh && !found.failed ? <p>{text.nobody}</p> : null}
      <ul>
        {people.map(({ expert, unit, freeNow, reasons }) => (
          <li key={expert.id}>
            <div className="stack">
              <div className="row">
                <strong>{expert.name}</strong>
                <FreeMark {...expert} freeNow={freeNow} />
                <span className="quiet">{say(unit.name)}</span>
              </div>
              {reasons[0] ? (
                <span className="quiet small">{capital(say(reasons[0].text), locale)}</span>
              ) : null}
            </div>
            <Button
              variant="default"
              loading={busy === expert.id}
              onClick={() => void offer(expert.id, expert.name)}
            >
              {text.handOnTo(expert.name)}
            </Button>
          </li>
        ))}
      </ul>
      <div className="row">
        {found.hasMore ? (
          <button type="button" className="plain" onClick={found.showMore}>
            {text.more}
          </button>
        ) : null}
        <Button variant="default" onClick={close}>
          {words.common.cancel}
        </Button>
      </div>
    </section>
  );
}
