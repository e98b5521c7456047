import { useQuery } from 'urql';
import { Failed, Skeletons } from '../ui/states';
import { useSpeech } from '../words';
import { day, percent } from '../words/format';
import { changesOf, dayBefore, onlyLargest, type Change, type Half } from './changes';
import { ChangesQuery } from './changeQueries';
import type { Focus } from './focus';
import { INSIGHTS, Section, type SectionData, WideTable } from './Section';
import { useChosen } from './useChosen';
import { useDays } from './usePeriod';

const FIRST = 10;

/** What is different in the later half of the period: the figures, and the flows that changed. */
export function BeforeAfter({ data }: SectionData) {
  const { words } = useSpeech();
  const text = words.changes;
  const { focus } = useChosen();
  const turn = data.bounceChange.rows[0]?.turn ?? data.siloChange.rows[0]?.turn;
  return (
    <Section about={data.bounceChange} name={text.title}>
      {turn ? (
        <>
          <Figures data={data} />
          <ChangedFlows turn={turn} focus={focus} />
        </>
      ) : (
        <p className="network-says">{text.oneStretch}</p>
      )}
    </Section>
  );
}

function Figures({ data }: SectionData) {
  const { words, locale } = useSpeech();
  const text = words.changes;
  const crossing = data.siloChange.rows[0];
  const rows = [
    // where nothing but crossing is recorded it is no figure
    { name: text.crossing, row: crossing?.before === 1 && crossing.after === 1 ? null : crossing },
    { name: text.bounced, row: data.bounceChange.rows[0] },
  ];
  const points = ({ low, high }: { low: number; high: number }) => {
    const of = (value: number) =>
      (value * 100).toLocaleString(locale, {
        maximumFractionDigits: 1,
        signDisplay: 'exceptZero',
      });
    return text.points(of(low), of(high));
  };
  const lines = rows.flatMap(({ name, row }) =>
    row?.change && row.before != null && row.after != null && row.turn
      ? [{ name, turn: row.turn, before: row.before, after: row.after, change: row.change }]
      : [],
  );
  if (lines.length === 0) return null;
  return (
    <WideTable label={text.title}>
      <table>
        <thead>
          <tr>
            <th scope="col">{text.figure}</th>
            <th scope="col" className="number">
              {text.before}
            </th>
            <th scope="col" className="number">
              {text.after}
            </th>
            <th scope="col" className="number">
              {text.change}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ name, turn, before, after, change }) => (
            <tr key={name}>
              <th scope="row">
                {name} <span className="quiet">{text.since(day(turn, locale))}</span>
              </th>
              <td className="number">{percent(before, locale)}</td>
              <td className="number">{percent(after, locale)}</td>
              <td className="number">{points(change)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </WideTable>
  );
}

function ChangedFlows({ turn, focus }: { turn: string; focus: Focus }) {
  const { words } = useSpeech();
  const { from, to } = useDays();
  const [{ data, error }, again] = useQuery({
    query: ChangesQuery,
    variables: { from, before: dayBefore(turn), turn, to },
    context: INSIGHTS,
  });
  if (error && !data) return <Failed again={() => again({ requestPolicy: 'network-only' })} />;
  if (!data) return <Skeletons rows={4} />;
  const changes = changesOf(data.earlier, data.later, focus);
  return (
    <>
      {changes.length === 0 ? (
        <p className="network-says">{focus ? words.changes.noneOfChosen : words.changes.none}</p>
      ) : (
        <Changes changes={changes} earlier={data.earlier} later={data.later} />
      )}
      {onlyLargest(data.earlier, data.later) ? (
        <p className="measure quiet">{words.changes.onlyLargest}</p>
      ) : null}
    </>
  );
}

type ChangesProps = { changes: readonly Change[]; earlier: Half; later: Half };

function Changes({ changes, earlier, later }: ChangesProps) {
  const { words, say, locale } = useSpeech();
  const text = words.changes;
  const part = (value: number) =>
    value.toLocaleString(locale, { style: 'percent', maximumFractionDigits: 1 });
  const name = ({ source, target }: Change) => `${say(source.label)} → ${say(target.label)}`;
  const [first] = changes;
  const days = (half: Half) =>
    half.from && half.to ? `${day(half.from, locale)} – ${day(half.to, locale)}` : '';
  return (
    <>
      <p className="network-says">
        {first ? text.says(name(first), part(first.before), part(first.after)) : null}
      </p>
      <WideTable label={text.flows}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.links.fromTo}</th>
              <th scope="col" className="number">
                {text.part(days(earlier))}
              </th>
              <th scope="col" className="number">
                {text.part(days(later))}
              </th>
            </tr>
          </thead>
          <tbody>
            {changes.slice(0, FIRST).map((one) => (
              <tr key={one.id}>
                <th scope="row">{name(one)}</th>
                <td className="number">{part(one.before)}</td>
                <td className="number">
                  {part(one.after)}{' '}
                  <span aria-hidden="true">{one.after > one.before ? '↑' : '↓'}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </WideTable>
      <p className="measure quiet">{text.sure(changes.length)}</p>
    </>
  );
}
