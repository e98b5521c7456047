import { Button } from '@mantine/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import { useCommand } from '../commands';
import type { MyPositionQuery as PositionData } from '../generated/insights/graphql';
import { INSIGHTS } from '../insights/Section';
import { MyPositionQuery } from '../insights/positionQueries';
import { Failed, Skeletons } from '../ui/states';
import { useSpeech } from '../words';
import { exact } from '../words/format';
import { LeaveMap } from './queries';

/** Standard errors either way that a 95 % interval reaches. */
const SURE = 1.96;

/** Where one stands among colleagues: for oneself alone, and not at all if one asks so. */
export function MyPosition() {
  const { words } = useSpeech();
  const text = words.position;
  const [{ data, error }, again] = useQuery({ query: MyPositionQuery, context: INSIGHTS });
  const run = useCommand();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  if (error && !data) return <Failed again={() => again({ requestPolicy: 'network-only' })} />;
  if (!data) return <Skeletons rows={3} />;
  const { leftOut } = data.myPosition;
  const change = async () => {
    setBusy(true);
    const answer = await run(LeaveMap, { left: !leftOut }, (found) => found.leaveMap);
    setBusy(false);
    setProblem(
      'unsure' in answer ? words.common.failed : 'problem' in answer ? answer.problem : '',
    );
    again({ requestPolicy: 'network-only' });
  };
  return (
    <section aria-labelledby="position" className="stack">
      <h2 id="position">{text.title}</h2>
      <p className="quiet measure">{text.lead}</p>
      {leftOut ? <p role="status">{text.leftOut}</p> : <Figures position={data.myPosition} />}
      <div>
        <Button variant="default" loading={busy} onClick={() => void change()}>
          {leftOut ? text.comeBack : text.leave}
        </Button>
      </div>
      <p className="quiet measure small">{text.leaveSays}</p>
      <p role="alert" className="panel-message">
        {problem}
      </p>
    </section>
  );
}

function Figures({ position }: { position: PositionData['myPosition'] }) {
  const { words, say, locale } = useSpeech();
  const text = words.position;
  const { figures, group, colleagues, asOf, without } = position;
  if (figures.every((one) => one.value == null)) return <p>{text.none}</p>;
  const number = (value: number) =>
    value.toLocaleString(locale, { maximumSignificantDigits: 3, maximumFractionDigits: 2 });
  return (
    <>
      <dl className="stack">
        {figures.map(({ id, names, explanation, value, low, high, error }) => (
          <div key={id}>
            <dt>{say(names)}</dt>
            <dd>
              <strong className="figures">{value == null ? '–' : number(value)}</strong>{' '}
              {value != null && low != null && high != null
                ? text[value > high ? 'more' : value < low ? 'less' : 'alike'](
                    number(low),
                    number(high),
                  )
                : null}{' '}
              {value != null && error != null
                ? text.estimated(
                    number(Math.max(0, value - SURE * error)),
                    number(value + SURE * error),
                  )
                : null}
            </dd>
            <dd className="quiet measure">{say(explanation)}</dd>
          </div>
        ))}
      </dl>
      <p className="quiet">
        {group && colleagues != null
          ? text.among(colleagues.toLocaleString(locale), say(group))
          : text.tooFew}{' '}
        {words.insights.asOf(exact(asOf, locale))}
      </p>
      {without ? <Away without={without} /> : null}
    </>
  );
}

/** What would fall apart without one: for oneself alone, as the rest. */
function Away({ without }: { without: NonNullable<PositionData['myPosition']['without']> }) {
  const { words, say, locale } = useSpeech();
  const text = words.position;
  const { handovers, apart, alone } = without;
  return (
    <>
      <h3>{text.away}</h3>
      <p className="measure">
        {text.awaySays(handovers.toLocaleString(locale), apart.toLocaleString(locale))}{' '}
        {alone.length > 0 ? text.awayLinks : text.awayNone}
      </p>
      {alone.length > 0 ? (
        <ul>
          {alone.map(({ one, other }) => (
            <li key={`${one.fi} ${other.fi}`}>
              {say(one)} – {say(other)}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
