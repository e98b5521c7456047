import { Button } from '@mantine/core';
import type { ReactNode, RefObject } from 'react';
import { Link } from 'wouter';
import { PacketFacts } from '../packet/PacketFacts';
import { useSecondsLeft } from '../time';
import { Mark, type Meaning } from '../ui/Mark';
import { TimeBar } from '../ui/TimeBar';
import { PrimaryButton, RANK } from '../ui/Primary';
import { VerdictAsk } from '../voice/VerdictAsk';
import { useSpeech } from '../words';
import { WithCustomer } from './CasePanel';
import { Conferring, GivenBack } from './Conferring';
import { ConnectLink } from './ConnectLink';
import { missingLabels, openLegs } from './offering';
import { OfferSteps } from './OfferSteps';
import { useDesk } from './state';

export const PROMISE = 'promise-later';
const DONE: ReadonlySet<string> = new Set(['accepted', 'conference', 'resolved', 'redirected']);
type Props = {
  heading: RefObject<HTMLHeadingElement | null>;
  /** Hands the case over for later; where nobody could take it now. */
  later: (() => void) | null;
};

/** What has become of the offer; the sentence is announced, the seconds are not. */
export function OfferStatus({ heading, later }: Props) {
  const { words, say } = useSpeech();
  const { desk, actions } = useDesk();
  const text = words.desk;
  const asking = words.offering;
  const { offer, stage, opened } = desk;
  const who = offer?.receiver?.name ?? words.common.somebody;
  const names = openLegs(offer).map((leg) => leg.receiver?.name ?? words.common.somebody);
  const asked = names.length > 1 ? names.join(', ') : (names[0] ?? who);
  const says: Partial<Record<typeof stage, [Meaning, string, string]>> = {
    accepted: [
      'done',
      text.accepted(who),
      offer?.kind === 'COLD' ? text.acceptedCold(who) : text.acceptedWarm,
    ],
    conference: ['waiting', words.after.conference, words.after.conferenceOpened],
    resolved: ['done', text.resolved, ''],
    redirected: ['away', text.redirected, text.redirectedWhy],
    offered: [
      'waiting',
      text.offeredTo(asked),
      offer?.kind === 'COLD' ? text.offeredCold : text.stay,
    ],
  };
  if (stage === 'refused' && offer) {
    const reason = offer.declineReason ? words.declineReasons[offer.declineReason] : '';
    const missing = missingLabels(offer, null).map(say);
    const sentence =
      offer.state === 'WITHDRAWN' || offer.offering?.state === 'TAKEN_BACK'
        ? text.withdrawn
        : offer.declineReason === 'INFORMATION_MISSING'
          ? missing.length > 0
            ? asking.needs(who, missing)
            : asking.needsSome(who)
          : offer.offering?.state === 'NOBODY_LEFT' && offer.offering.offers.length > 1
            ? asking.nobodyLeft
            : offer.state === 'RETURNED'
              ? words.after.gaveBack(who)
              : offer.state === 'EXPIRED'
                ? text.expired(who)
                : text.declined(who, reason);
    const next = desk.chosen ? text.askNext(desk.chosen.expert.name) : '';
    const round = offer.offering?.loop;
    const then = round
      ? words.after.conferenceWhy(words.after.loops[round])
      : offer.declineReason === 'INFORMATION_MISSING'
        ? asking.needsDo
        : later && !desk.chosen?.freeNow
          ? asking.nobodyLeftDo
          : next;
    says.refused = ['problem', sentence, `${text.stillYours} ${then}`];
  }
  const shown = says[stage];
  const waits = openLegs(offer)[0] ?? offer;

  return (
    <div className="status" data-stage={stage}>
      <div role="status" aria-live="assertive">
        {shown ? (
          <Mark meaning={shown[0]}>
            <h3 ref={heading} tabIndex={-1} className="status-title">
              {shown[1]}
            </h3>
          </Mark>
        ) : null}
        {stage === 'refused' && offer?.state === 'RETURNED' ? <GivenBack leg={offer.id} /> : null}
        {stage === 'refused' && offer?.declineNote ? (
          <blockquote>{offer.declineNote}</blockquote>
        ) : null}
        {shown?.[2] ? <p>{shown[2]}</p> : null}
      </div>
      <p role="alert" className="panel-message">
        {stage === 'offered' || DONE.has(stage) ? desk.problem : ''}
      </p>
      {stage === 'offered' || stage === 'refused' ? <OfferSteps /> : null}
      {stage === 'refused' && later ? (
        <div>
          <PrimaryButton
            id={PROMISE}
            rank={desk.chosen?.freeNow ? RANK.usual + 1 : RANK.promise}
            onClick={later}
          >
            {asking.promiseAndHandOver}
          </PrimaryButton>
        </div>
      ) : null}
      {stage === 'offered' && offer ? (
        <Waiting expiresAt={waits?.expiresAt ?? null} offeredAt={waits?.offeredAt ?? ''}>
          <Button variant="default" onClick={() => void actions.withdraw()}>
            {text.withdraw}
          </Button>
          <span className="small quiet">
            <kbd>Alt W</kbd> {text.keyWithdraw}
          </span>
          {opened?.contact ? <WithCustomer since={opened.contact.startedAt} /> : null}
        </Waiting>
      ) : null}
      {stage === 'accepted' && offer?.connection ? (
        <ConnectLink name={who} line={offer.connection} />
      ) : null}
      {stage === 'offered' || stage === 'accepted' ? <Travelled /> : null}
      {stage === 'conference' ? <Conferring /> : null}
      {DONE.has(stage) ? (
        <div className="row">
          <Next connects={stage === 'accepted' && Boolean(offer?.connection)} />
          <Button variant="default" onClick={actions.sameCustomer}>
            {text.sameCustomer}
          </Button>
          {opened ? (
            <Link href={`/cases/${encodeURIComponent(opened.id)}`}>{text.openCase}</Link>
          ) : null}
          <span className="small quiet">
            <kbd>Alt N</kbd> {text.keyNew}
          </span>
        </div>
      ) : null}
      {opened && (stage === 'resolved' || stage === 'redirected') ? (
        <VerdictAsk key={opened.id} caseId={opened.id} />
      ) : null}
    </div>
  );
}

/** Where a press connects the customer, that press comes first. */
function Next({ connects }: { connects: boolean }) {
  const text = useSpeech().words.desk;
  const { actions } = useDesk();
  const next = () => void actions.nextCustomer();
  return connects ? (
    <Button variant="default" onClick={next}>
      {text.nextCustomer}
    </Button>
  ) : (
    <PrimaryButton rank={RANK.next} onClick={next}>
      {text.nextCustomer}
    </PrimaryButton>
  );
}

function Waiting(props: { expiresAt: string | null; offeredAt: string; children: ReactNode }) {
  const { words } = useSpeech();
  const left = useSecondsLeft(props.expiresAt);
  return (
    <div className="stack">
      {left === null ? null : (
        <>
          <p className="figures">{words.desk.left(left)}</p>
          <TimeBar from={props.offeredAt} to={props.expiresAt} />
        </>
      )}
      <div className="row">{props.children}</div>
    </div>
  );
}

function Travelled() {
  const { words } = useSpeech();
  const { desk } = useDesk();
  return desk.offer ? <PacketFacts label={words.desk.travels} handover={desk.offer} /> : null;
}
