import './cases.css';
import { Button, Modal, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useQuery } from 'urql';
import { useCommand } from '../commands';
import type { OneCaseQuery } from '../generated/graphql';
import { ExcludeFromNet, ResolveCase } from '../graphql/commands';
import { CaseQuery } from '../graphql/queries';
import { useLive } from '../live';
import { useMe } from '../me';
import { PacketFacts, PacketMarks, receivedBy } from '../packet/PacketFacts';
import { Ago } from '../time';
import { CaseMark, Mark } from '../ui/Mark';
import { Failed, Skeletons, useTitle } from '../ui/states';
import { useSpeech } from '../words';
import { capital, day, exact } from '../words/format';
import { EndContact } from './EndContact';
import { legsOf } from './legs';

export type WholeCase = NonNullable<OneCaseQuery['case']>;

export function CasePage({ id }: { id: string }) {
  const { words } = useSpeech();
  const { listen } = useLive();
  const [{ data, error }, read] = useQuery({ query: CaseQuery, variables: { id } });
  useTitle(data?.case?.number ?? words.cases.title);

  useEffect(
    () =>
      listen(({ handover, ask }) => {
        if (handover?.case.id === id || ask?.case.id === id)
          read({ requestPolicy: 'network-only' });
      }),
    [listen, read, id],
  );

  if (data?.case) {
    return <Shown matter={data.case} changed={() => read({ requestPolicy: 'network-only' })} />;
  }
  return (
    <div className="page">
      {data ? <h1>{words.case.notFound}</h1> : null}
      {error ? <Failed again={() => read({ requestPolicy: 'network-only' })} /> : null}
      {!data && !error ? <Skeletons rows={6} /> : null}
    </div>
  );
}

function Shown({ matter, changed }: { matter: WholeCase; changed: () => void }) {
  const speech = useSpeech();
  const { words, say, locale } = speech;
  const text = words.case;
  const me = useMe();
  const mine = matter.owner?.id === me.expert.id;
  const received = receivedBy(matter.handovers, me.expert.id);

  return (
    <div className="page case">
      <header className="stack">
        <h1>{whose(matter, me.expert.id, speech)}</h1>
        <p className="row">
          <span className="quiet figures">{matter.number}</span>
          <CaseMark state={matter.state} />
        </p>
        <blockquote>{matter.words}</blockquote>
        <Present matter={matter} changed={changed} />
        {mine ? <Commands matter={matter} changed={changed} /> : null}
      </header>
      {mine && received && received.packetFields.length > 0 ? (
        <section aria-labelledby="received" className="case-received stack">
          <h2 id="received">{words.inbox.travels}</h2>
          <PacketMarks label={words.inbox.travels} handover={received} id={received.id} />
        </section>
      ) : null}
      <div className="case-columns">
        <section aria-labelledby="timeline">
          <h2 id="timeline">
            {text.timeline}, {text.newest}
          </h2>
          <ol className="timeline">
            {legsOf(matter, speech).map((leg) => (
              <li key={leg.key}>
                <span className="quiet small">
                  <Ago at={leg.at} />
                </span>
                <div>
                  <Mark meaning={leg.meaning}>{leg.sentence}</Mark>
                  {leg.note ? <blockquote>{leg.note}</blockquote> : null}
                  {leg.packet ? <PacketFacts label={text.packet} handover={leg.packet} /> : null}
                </div>
              </li>
            ))}
          </ol>
        </section>
        <section aria-labelledby="facts">
          <h2 id="facts">{text.facts}</h2>
          <dl className="facts">
            <div>
              <dt>{text.issueType}</dt>
              <dd>{matter.issueType ? say(matter.issueType.name) : words.common.unknown}</dd>
            </div>
            <div>
              <dt>{text.language}</dt>
              <dd>{capital(words.languages[matter.language], locale)}</dd>
            </div>
            <div>
              <dt>{text.channel}</dt>
              <dd>{capital(words.channels[matter.channel], locale)}</dd>
            </div>
            <div>
              <dt>{words.cases.opened}</dt>
              <dd>{exact(matter.openedAt, locale)}</dd>
            </div>
            <div>
              <dt>{text.customer}</dt>
              <dd>
                <span className="figures">{matter.customer.pseudonym.slice(0, 12)}</span>
                <div className="quiet small">{text.pseudonymWhy}</div>
              </dd>
            </div>
          </dl>
        </section>
      </div>
    </div>
  );
}

/** The customer who is there now, and what became of ending it. */
function Present({ matter, changed }: { matter: WholeCase; changed: () => void }) {
  const [news, setNews] = useState('');
  const done = (said: string) => {
    setNews(said);
    changed();
  };
  return (
    <>
      <EndContact matter={matter} done={done} />
      <p role="status">{news}</p>
    </>
  );
}

/** The first line of the page: whose it is now. */
function whose(matter: WholeCase, myId: string, { words, locale }: ReturnType<typeof useSpeech>) {
  const text = words.case;
  if (matter.resolvedBy && matter.state === 'RESOLVED') {
    const when = matter.resolvedAt ? day(matter.resolvedAt, locale) : '';
    return matter.resolvedBy.id === myId
      ? text.resolvedByYou(when)
      : text.resolvedBy(matter.resolvedBy.name, when);
  }
  if (matter.state === 'CLOSED_UNRESOLVED') return text.closed;
  const open = matter.handovers.find((one) => one.state === 'OFFERED');
  const waiting = open?.receiver ? ` ${text.offered(open.receiver.name)}` : '';
  if (!matter.owner) return text.nobody;
  const has = matter.owner.id === myId ? text.ownedByYou : text.ownedBy(matter.owner.name);
  return has + waiting;
}

function Commands({ matter, changed }: { matter: WholeCase; changed: () => void }) {
  const { words } = useSpeech();
  const text = words.case;
  const run = useCommand();
  const { refresh } = useLive();
  const [problem, setProblem] = useState('');
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');

  const finish = (answer: { good: unknown } | { problem: string } | { unsure: true }) => {
    if ('good' in answer) {
      setAsking(false);
      setProblem('');
    } else setProblem('problem' in answer ? answer.problem : words.common.unsure);
    refresh();
    changed();
  };
  const resolve = async () =>
    finish(await run(ResolveCase, { caseId: matter.id }, (data) => data.resolveCase));
  const exclude = async () =>
    finish(
      await run(
        ExcludeFromNet,
        { caseId: matter.id, reason: reason.trim() },
        (data) => data.excludeFromNet,
      ),
    );

  return (
    <>
      <p role="alert" className="panel-message">
        {problem}
      </p>
      <div className="row">
        <Button onClick={() => void resolve()}>{text.resolve}</Button>
        {matter.excludedFromNet ? null : (
          <button type="button" className="plain" onClick={() => setAsking(true)}>
            {text.exclude}
          </button>
        )}
      </div>
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={text.excludeTitle}
        closeButtonProps={{ 'aria-label': words.common.close }}
      >
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            void exclude();
          }}
        >
          <p className="quiet">{text.excludeLead}</p>
          <TextInput
            label={text.excludeReason}
            required
            data-autofocus
            maxLength={300}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <div className="row">
            <Button type="submit">{text.excludeDo}</Button>
            <Button variant="default" onClick={() => setAsking(false)}>
              {words.common.cancel}
            </Button>
          </div>
        </form>
      </Modal>
    </>
  );
}
