import { Link } from 'wouter';
import { Ago } from '../time';
import { Mark } from '../ui/Mark';
import { useSpeech } from '../words';
import { exact } from '../words/format';
import type { Line } from './model';

type Props = { line: Line; name: string };

/** A mini-network among the people who can be chosen; `place` is its number in the desk's list. */
export function NetworkLine({ line, name, place }: Props & { place?: number }) {
  const { words, say } = useSpeech();
  const text = words.desk;
  return (
    <>
      {place === undefined ? null : (
        <span className="place figures" aria-hidden="true">
          {place <= 9 ? place : ''}
        </span>
      )}
      <div className="expert-line network-line">
        <span className="expert-name">{name}</span>
        <DutyMark line={line} />
        <span className="quiet expert-unit">{text.miniNetwork}</span>
      </div>
      <div className="expert-why">
        {line.answering
          ? text.agreed(say(line.answering))
          : text.coversThis(say(line.issueType.name))}
        <NextTurn line={line} />
      </div>
    </>
  );
}

function DutyMark({ line }: { line: Line }) {
  const text = useSpeech().words.desk;
  const free = line.onDuty.filter((one) => one.freeNow).length;
  const all = line.onDuty.length;
  if (free > 0) return <Mark meaning="free">{text.onDutyFree(all, free)}</Mark>;
  if (all > 0) return <Mark meaning="waiting">{text.onDutyNotFree(all)}</Mark>;
  return <Mark meaning="away">{text.nobodyOnDuty}</Mark>;
}

function NextTurn({ line }: { line: Line }) {
  const { words, locale } = useSpeech();
  if (!line.nextDuty) return null;
  const { expert, startsAt } = line.nextDuty;
  return (
    <span className="quiet"> {words.desk.nextTurn(expert.name, exact(startsAt, locale))}</span>
  );
}

/** What the case panel says of a mini-network that was chosen. */
export function ChosenNetwork({ line, name }: Props) {
  const { words, say, locale } = useSpeech();
  const text = words.desk;
  const and = new Intl.ListFormat(locale, { type: 'conjunction' });
  const free = line.onDuty.filter((one) => one.freeNow).map((one) => one.expert.name);
  return (
    <div className="chosen">
      <div className="row">
        <h3>{text.to(name)}</h3>
        <DutyMark line={line} />
        <Link href={`/mininetworks/${encodeURIComponent(line.miniNetwork.id)}`}>
          {text.miniNetwork}
        </Link>
      </div>
      <p>
        {free.length > 0 ? text.goesTo(and.format(free)) : null}
        {line.nextDuty ? (
          <>
            {text.nextTurnShort(line.nextDuty.expert.name)} <Ago at={line.nextDuty.startsAt} />
          </>
        ) : null}
      </p>
      <details>
        <summary>{text.whyNetwork}</summary>
        <p className="measure">{text.whyNetworkText(say(line.issueType.name))}</p>
      </details>
    </div>
  );
}
