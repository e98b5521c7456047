import { Button } from '@mantine/core';
import { useId, useState } from 'react';
import { useUndo } from '../after/undo';
import { useCommand, type Answer } from '../commands';
import { AcceptHandover, DeclineHandover } from '../graphql/commands';
import type { DeclineReason, OfferPartsFragment } from '../generated/graphql';
import { useLive } from '../live';
import { PacketFacts } from '../packet/PacketFacts';
import { useSecondsLeft } from '../time';
import { Mark } from '../ui/Mark';
import { TimeBar } from '../ui/TimeBar';
import { PrimaryButton, RANK } from '../ui/Primary';
import { useSpeech } from '../words';
import { capital, exact } from '../words/format';
import { DeclineDialog, type DeclineMore } from './DeclineDialog';

type Props = { offer: OfferPartsFragment; done: (news: string) => void };

export function OfferCard({ offer, done }: Props) {
  const { words, say, locale } = useSpeech();
  const text = words.inbox;
  const run = useCommand();
  const { refresh } = useLive();
  const offerUndo = useUndo();
  const title = useId();
  const left = useSecondsLeft(offer.expiresAt);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const [asking, setAsking] = useState<DeclineReason | null>(null);

  const finish = (answer: Answer<unknown>, news: string, said: string) => {
    setBusy(false);
    if ('good' in answer) {
      done(news);
      offerUndo({ key: answer.key, said, undone: refresh });
      setAsking(null);
    } else {
      setProblem(
        'problem' in answer ? answer.problem || words.common.problem : words.common.unsure,
      );
    }
    refresh();
  };
  const accept = async () => {
    setBusy(true);
    const answer = await run(
      AcceptHandover,
      { handoverId: offer.id },
      (data) => data.acceptHandover,
    );
    finish(answer, text.accepted(offer.case.number), words.after.done.accepted);
  };
  const decline = async (reason: DeclineReason, note: string, more: DeclineMore = {}) => {
    setBusy(true);
    const answer = await run(
      DeclineHandover,
      { handoverId: offer.id, reason, note: note.trim() || null, ...more },
      (data) => data.declineHandover,
    );
    finish(answer, text.declinedDone, words.after.done.declined);
  };

  const unit = offer.senderUnit ? say(offer.senderUnit.name) : words.common.unknown;
  return (
    <article className="offer" aria-labelledby={title} aria-busy={busy}>
      <div className="row offer-top">
        <h3 id={title}>{text.asks(offer.sender?.name ?? words.common.somebody, unit)}</h3>
        {left === null ? null : (
          <span className="figures offer-left">{left > 0 ? text.left(left) : text.over}</span>
        )}
      </div>
      <TimeBar from={offer.offeredAt} to={offer.expiresAt ?? null} />
      <p className="row">
        <Mark meaning={offer.kind === 'WARM' ? 'waiting' : 'away'}>
          {offer.kind === 'WARM' ? text.warm : text.cold}, {words.inLanguage[offer.case.language]}
        </Mark>
        {offer.case.issueType ? <span>{say(offer.case.issueType.name)}</span> : null}
      </p>
      <PacketFacts label={text.travels} handover={offer} />
      <blockquote className="offer-words">
        <span className="hidden">{text.words}: </span>
        {offer.case.words}
      </blockquote>
      {offer.note ? <p>{offer.note}</p> : null}
      {offer.why.length > 0 ? (
        <p>
          <span className="quiet">{text.whyYou}: </span>
          {offer.why.map((reason) => say(reason.text)).join(' ')}
        </p>
      ) : null}
      {words.offering.whyAsked[offer.askedAs] ? (
        <p>{words.offering.whyAsked[offer.askedAs]}</p>
      ) : null}
      {offer.case.promises.map((one) => (
        <p key={one.id}>
          <Mark meaning="waiting">
            {words.offering.customerPromised(one.what, exact(one.dueAt, locale))}
          </Mark>
        </p>
      ))}
      <p role="alert" className="panel-message">
        {problem}
      </p>
      <div className="row offer-do">
        <PrimaryButton rank={RANK.offer} loading={busy} onClick={() => void accept()}>
          {text.accept}
        </PrimaryButton>
        <Button variant="default" disabled={busy} onClick={() => void decline('NOT_MY_MATTER', '')}>
          {text.notMine}
        </Button>
        <Button
          variant="default"
          disabled={busy}
          title={text.notNowHelp}
          onClick={() => void decline('NO_CAPACITY', '')}
        >
          {text.notNow}
        </Button>
        <Button variant="default" disabled={busy} onClick={() => setAsking('SOMEBODY_BETTER')}>
          {text.better}
        </Button>
        <button
          type="button"
          className="plain"
          disabled={busy}
          onClick={() => setAsking('INFORMATION_MISSING')}
        >
          {capital(text.moreReasons, locale)}
        </button>
      </div>
      <DeclineDialog
        first={asking}
        close={() => setAsking(null)}
        busy={busy}
        fields={offer.packetFields}
        decline={(reason, note, more) => void decline(reason, note, more)}
      />
    </article>
  );
}
