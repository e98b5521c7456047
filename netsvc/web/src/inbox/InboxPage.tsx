import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { EndContact } from '../cases/EndContact';
import { useCommand } from '../commands';
import { ResolveCase, WithdrawHandover } from '../graphql/commands';
import type { OfferPartsFragment } from '../generated/graphql';
import { AskSenderDialog, ReturnDialog } from '../after/dialogs';
import { useUndo } from '../after/undo';
import { WaitingForMe } from '../after/Waiting';
import { AskInbox } from '../asks/AskInbox';
import { useLive, type Inbox } from '../live';
import { useMe } from '../me';
import { PacketMarks, receivedBy } from '../packet/PacketFacts';
import { Ago } from '../time';
import { CaseMark, HandoverMark } from '../ui/Mark';
import { Empty, Failed, Skeletons, useTitle } from '../ui/states';
import { VerdictAsk } from '../voice/VerdictAsk';
import { useSpeech } from '../words';
import { MadeAway } from './MadeAway';
import { MyPromises } from './MyPromises';
import { OfferCard } from './OfferCard';

export function InboxPage() {
  const { words } = useSpeech();
  const text = words.inbox;
  const { inbox, asks, failed, refresh, listen } = useLive();
  const me = useMe();
  const [news, setNews] = useState('');
  // a customer on the line does not wait below one who is contacted later
  const offers = [...(inbox?.offers ?? [])].sort(
    (a, b) => Number(a.kind === 'COLD') - Number(b.kind === 'COLD'),
  );
  const waiting = offers.length;
  const questions = asks?.toMe.length ?? 0;
  const all = waiting + questions;
  const lead =
    all === 0
      ? text.leadNone
      : [waiting > 0 ? text.leadSome(waiting) : '', questions > 0 ? words.asks.lead(questions) : '']
          .join(' ')
          .trim();
  useTitle(text.title);

  useEffect(
    () =>
      listen(({ kind, handover }) => {
        const number = handover?.case.number ?? '';
        if (kind === 'CONFERENCE_OPENED') setNews(words.after.conferenceNews(number));
        else if (kind === 'OWNER_NAMED') {
          const owner = handover?.case.owner;
          const yours = owner?.id === me.expert.id;
          const name = owner?.name ?? words.common.somebody;
          setNews(yours ? words.after.namedYou : words.after.namedNews(number, name));
        }
        if (handover?.receiver?.id !== me.expert.id) return;
        if (kind === 'OFFERED') setNews(text.newOffer(handover.sender?.name ?? ''));
        else if (kind === 'EXPIRED') setNews(text.ranOut);
        else if (kind === 'WITHDRAWN') setNews(text.gone);
      }),
    [listen, me.expert.id, text, words],
  );

  return (
    <div className="page inbox">
      <header>
        <h1>
          {text.title}
          {inbox ? <span className="quiet">. {lead}</span> : null}
        </h1>
        <p role="status" className="inbox-news">
          {news}
        </p>
      </header>
      <MadeAway />
      {failed ? <Failed again={refresh} /> : null}
      {!inbox && !failed ? <Skeletons rows={4} height={96} /> : null}
      {inbox ? (
        <>
          <section aria-labelledby="offers">
            <h2 id="offers">{text.offers}</h2>
            {waiting === 0 ? <Empty>{text.emptyText}</Empty> : null}
            <ul className="offers">
              {offers.map((offer) => (
                <li key={offer.id}>
                  <OfferCard offer={offer} done={setNews} />
                </li>
              ))}
            </ul>
          </section>
          <AskInbox done={setNews} />
          <MyPromises done={setNews} />
          <WaitingForMe done={setNews} />
          <section aria-labelledby="mine">
            <h2 id="mine">{text.mine}</h2>
            <MyCases cases={inbox.myCases} done={setNews} />
          </section>
          <section aria-labelledby="sent">
            <h2 id="sent">{text.sent}</h2>
            <Sent offers={inbox.sent} />
          </section>
        </>
      ) : null}
    </div>
  );
}

type MyCase = Inbox['myCases'][number];

function MyCases({ cases, done }: { cases: MyCase[]; done: (news: string) => void }) {
  const { words, say } = useSpeech();
  const run = useCommand();
  const offerUndo = useUndo();
  const { refresh } = useLive();
  const [asking, setAsking] = useState<{ dialog: 'return' | 'ask'; leg: HeldLeg } | null>(null);
  // whom the customer is still with asks them how it went
  const [resolved, setResolved] = useState<MyCase | null>(null);
  const resolve = async (one: MyCase) => {
    const answer = await run(ResolveCase, { caseId: one.id }, (data) => data.resolveCase);
    if ('good' in answer) {
      done(words.inbox.resolvedDone(one.number));
      setResolved(one.state === 'IN_CONTACT' ? one : null);
      const undone = () => {
        setResolved(null);
        refresh();
      };
      offerUndo({ key: answer.key, said: words.after.done.resolved, undone });
    } else done('problem' in answer ? answer.problem : words.common.unsure);
    refresh();
  };
  const verdict = resolved ? <VerdictAsk key={resolved.id} caseId={resolved.id} /> : null;
  if (cases.length === 0) {
    return (
      <>
        {verdict}
        <Empty>{words.inbox.mineEmpty}</Empty>
      </>
    );
  }
  return (
    <ul className="lines">
      {verdict ? <li>{verdict}</li> : null}
      {cases.map((one) => (
        <li key={one.id}>
          <div className="stack line-text">
            <div className="row">
              <Link href={`/cases/${encodeURIComponent(one.id)}`}>{one.number}</Link>
              <CaseMark state={one.state} />
              <span className="quiet">
                <Ago at={one.openedAt} />
              </span>
            </div>
            <p>
              {one.words}
              {one.issueType ? <span className="quiet"> · {say(one.issueType.name)}</span> : null}
            </p>
            <Received matter={one} />
            <EndContact matter={one} done={done} />
          </div>
          <CaseButtons one={one} ask={setAsking} resolve={() => void resolve(one)} />
        </li>
      ))}
      {asking?.dialog === 'return' ? (
        <ReturnDialog {...asking.leg} close={() => setAsking(null)} done={done} />
      ) : null}
      {asking?.dialog === 'ask' ? (
        <AskSenderDialog {...asking.leg} close={() => setAsking(null)} done={done} />
      ) : null}
    </ul>
  );
}

/** What came with the case, at hand while one works with it, and marked there. */
function Received({ matter }: { matter: MyCase }) {
  const { words } = useSpeech();
  const me = useMe();
  const held = receivedBy(matter.handovers, me.expert.id);
  if (!held || held.packetFields.length === 0) return null;
  return (
    <details className="received" open={matter.state === 'IN_CONTACT'}>
      <summary aria-label={`${words.inbox.travels}, ${matter.number}`}>
        {words.inbox.travels}
      </summary>
      <PacketMarks
        label={`${words.inbox.travels}, ${matter.number}`}
        handover={held}
        id={held.id}
      />
    </details>
  );
}

type HeldLeg = { handoverId: string; sender: string };
type ButtonsProps = {
  one: MyCase;
  ask: (asked: { dialog: 'return' | 'ask'; leg: HeldLeg }) => void;
  resolve: () => void;
};

function CaseButtons({ one, ask, resolve }: ButtonsProps) {
  const { words } = useSpeech();
  const me = useMe();
  const held = one.handovers.findLast(
    (leg) => leg.state === 'ACCEPTED' && leg.receiver?.id === me.expert.id,
  );
  const leg = held && {
    handoverId: held.id,
    sender: held.sender?.name ?? words.common.somebody,
  };
  return (
    <div className="row line-do">
      {leg ? (
        <>
          <button
            type="button"
            className="plain"
            aria-label={`${words.after.askSender}, ${one.number}`}
            onClick={() => ask({ dialog: 'ask', leg })}
          >
            {words.after.askSender}
          </button>
          <button
            type="button"
            className="plain"
            aria-label={`${words.after.giveBack}, ${one.number}`}
            onClick={() => ask({ dialog: 'return', leg })}
          >
            {words.after.giveBack}
          </button>
          <Link
            href={`/cases/${encodeURIComponent(one.id)}`}
            aria-label={`${words.after.handOn}, ${one.number}`}
          >
            {words.after.handOn}
          </Link>
        </>
      ) : null}
      <Button
        variant="default"
        aria-label={`${words.inbox.resolve}, ${one.number}`}
        onClick={resolve}
      >
        {words.inbox.resolve}
      </Button>
    </div>
  );
}

function Sent({ offers }: { offers: OfferPartsFragment[] }) {
  const { words } = useSpeech();
  const run = useCommand();
  const { refresh } = useLive();
  const withdraw = async (offer: OfferPartsFragment) => {
    await run(WithdrawHandover, { handoverId: offer.id }, (data) => data.withdrawHandover);
    refresh();
  };
  if (offers.length === 0) return <Empty>{words.inbox.sentEmpty}</Empty>;
  return (
    <ul className="lines">
      {offers.map((offer) => (
        <li key={offer.id}>
          <div className="stack line-text">
            <div className="row">
              <Link href={`/cases/${encodeURIComponent(offer.case.id)}`}>{offer.case.number}</Link>
              <HandoverMark state={offer.state} />
              <span>{words.inbox.sentTo(offer.receiver?.name ?? words.common.somebody)}</span>
              <span className="quiet">
                <Ago at={offer.offeredAt} />
              </span>
            </div>
            <p>{offer.case.words}</p>
          </div>
          {offer.state === 'OFFERED' ? (
            <Button variant="default" onClick={() => void withdraw(offer)}>
              {words.desk.withdraw}
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
