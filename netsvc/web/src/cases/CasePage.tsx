import { useCallback, useEffect, useState } from 'react';
import { useQuery } from 'urql';
import { ConferenceCard, useDeciders } from '../after/Conference';
import { StoryQuery } from '../after/queries';
import { QuestionCard } from '../after/Question';
import { Trail } from '../after/Trail';
import type { OneCaseQuery, StoryQuery as StoryData } from '../generated/graphql';
import { CaseQuery } from '../graphql/queries';
import { useLive } from '../live';
import { useMe } from '../me';
import { PacketFacts, PacketMarks, receivedBy } from '../packet/PacketFacts';
import { Ago } from '../time';
import { CaseMark, Mark } from '../ui/Mark';
import { Failed, Skeletons, useTitle } from '../ui/states';
import { useSpeech } from '../words';
import { capital, day, exact } from '../words/format';
import { Commands, Reopen } from './Commands';
import { EndContact } from './EndContact';
import { legsOf } from './legs';
import { Promises } from './Promises';

/** How the pseudonym begins of a customer whose number nobody asked for. */
const UNNAMED = 'unknown-';

export type WholeCase = NonNullable<OneCaseQuery['case']>;
export type Story = NonNullable<StoryData['caseStory']>;

export function CasePage({ id }: { id: string }) {
  const { words } = useSpeech();
  const { listen } = useLive();
  const [{ data, error }, read] = useQuery({ query: CaseQuery, variables: { id } });
  const [{ data: told }, readStory] = useQuery({ query: StoryQuery, variables: { id } });
  useTitle(data?.case?.number ?? words.cases.title);
  const changed = useCallback(() => {
    read({ requestPolicy: 'network-only' });
    readStory({ requestPolicy: 'network-only' });
  }, [read, readStory]);

  useEffect(
    () =>
      listen(({ handover, ask }) => {
        if (!handover || handover.case.id === id || ask?.case.id === id) changed();
      }),
    [listen, changed, id],
  );

  if (data?.case) {
    return <Shown matter={data.case} story={told?.caseStory ?? null} changed={changed} />;
  }
  return (
    <div className="page">
      {data ? <h1>{words.case.notFound}</h1> : null}
      {error ? <Failed again={() => read({ requestPolicy: 'network-only' })} /> : null}
      {!data && !error ? <Skeletons rows={6} /> : null}
    </div>
  );
}

type ShownProps = { matter: WholeCase; story: Story | null; changed: () => void };

function Shown({ matter, story, changed }: ShownProps) {
  const speech = useSpeech();
  const { words, say, locale } = speech;
  const text = words.case;
  const me = useMe();
  const mine = matter.owner?.id === me.expert.id;
  const received = receivedBy(matter.handovers, me.expert.id);
  const ended = matter.state === 'RESOLVED' || matter.state === 'CLOSED_UNRESOLVED';
  const [news, setNews] = useState('');
  const deciders = useDeciders();
  const conference = story?.conferences.find((one) => one.state === 'OPEN');
  const questions = (story?.questions ?? []).filter(
    (one) => !one.answer && one.handover?.sender?.id === me.expert.id,
  );
  const done = (said: string) => {
    setNews(said);
    changed();
  };

  return (
    <div className="page case">
      <header className="stack">
        <h1>
          {whose(matter, me.expert.id, speech)}
          {conference ? ` ${words.after.conferenceNow(deciders(conference))}` : ''}
        </h1>
        <p className="row">
          <span className="quiet figures">{matter.number}</span>
          <CaseMark state={matter.state} />
        </p>
        <blockquote>{matter.words}</blockquote>
        <Promises matter={matter} mine={mine} done={done} />
        <Present matter={matter} changed={changed} />
        <p role="status">{news}</p>
        {mine ? <Commands matter={matter} story={story} changed={changed} done={done} /> : null}
        {ended ? <Reopen matter={matter} done={done} /> : null}
      </header>
      {mine && received && received.packetFields.length > 0 ? (
        <section aria-labelledby="received" className="case-received stack">
          <h2 id="received">{words.inbox.travels}</h2>
          <PacketMarks label={words.inbox.travels} handover={received} id={received.id} />
        </section>
      ) : null}
      {conference ? <ConferenceCard conference={conference} done={done} /> : null}
      {questions.map((one) => (
        <QuestionCard key={one.id} question={one} done={done} />
      ))}
      <div className="case-columns">
        <section aria-labelledby="timeline">
          <h2 id="timeline">
            {text.timeline}, {text.newest}
          </h2>
          <ol className="timeline">
            {legsOf(matter, story, speech).map((leg) => (
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
                {matter.customer.pseudonym.startsWith(UNNAMED) ? (
                  words.common.unknown
                ) : (
                  <>
                    <span className="figures">{matter.customer.pseudonym.slice(0, 12)}</span>
                    <div className="quiet small">{text.pseudonymWhy}</div>
                  </>
                )}
              </dd>
            </div>
          </dl>
          <Trail caseId={matter.id} />
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
