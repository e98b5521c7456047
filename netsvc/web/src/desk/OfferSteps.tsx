import { useSecondsLeft } from '../time';
import { HandoverMark } from '../ui/Mark';
import { useSpeech } from '../words';
import { legsOf, openLegs, type Leg } from './offering';
import { useDesk } from './state';

/** Who was asked so far, and who is asked next. */
export function OfferSteps() {
  const { words } = useSpeech();
  const { desk } = useDesk();
  const text = words.offering;
  const legs = legsOf(desk.offer);
  const offering = desk.offer?.offering;
  if (!offering || (legs.length < 2 && !offering.goesOn)) return null;
  const next = offering.nextExperts.find((one) => one.freeNow);
  const going = offering.state === 'OPEN' && openLegs(desk.offer).length > 0;
  return (
    <div className="stack offer-steps">
      {legs.length > 1 ? (
        <ol aria-label={text.steps}>
          {legs.map((leg) => (
            <li key={leg.id}>
              <Step leg={leg} />
            </li>
          ))}
        </ol>
      ) : null}
      {going && offering.goesOn ? (
        <p className="quiet small">{next ? text.thenNext(next.name) : text.thenDuty}</p>
      ) : null}
    </div>
  );
}

function Step({ leg }: { leg: Leg }) {
  const { words } = useSpeech();
  const left = useSecondsLeft(leg.state === 'OFFERED' ? leg.expiresAt : null);
  const why = words.offering.askedAs[leg.askedAs];
  const reason = leg.declineReason ? `: ${words.declineReasons[leg.declineReason]}` : '';
  return (
    <span className="row">
      <span>{leg.receiver?.name ?? words.common.somebody}</span>
      {why ? <span className="quiet small">{why}</span> : null}
      <span>
        <HandoverMark state={leg.state} />
        {reason}
      </span>
      {left === null || left > 3600 ? null : (
        <span className="figures quiet" aria-hidden="true">
          {words.desk.left(left)}
        </span>
      )}
    </span>
  );
}
