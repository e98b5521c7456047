import { useQuery } from 'urql';
import type { AskedQuery as Data, EstimatePartsFragment } from '../generated/insights/graphql';
import { Failed, Skeletons } from '../ui/states';
import { useSpeech } from '../words';
import { percentRange } from '../words/format';
import { AskedQuery } from './askedQueries';
import { Figure, INSIGHTS, Section, WideTable } from './Section';
import { useDays } from './usePeriod';

/** Questions to experts, what units learnt from the answers, and what travels with handovers. */
export function Asked() {
  const [{ data, error }, again] = useQuery({
    query: AskedQuery,
    variables: useDays(),
    context: INSIGHTS,
  });
  if (error && !data) return <Failed again={() => again({ requestPolicy: 'network-only' })} />;
  if (!data) return <Skeletons rows={3} />;
  return (
    <>
      <Answered data={data} />
      <Moved data={data} />
      <Packets data={data} />
    </>
  );
}

function Answered({ data }: { data: Data }) {
  const { words, say, locale } = useSpeech();
  const text = words.asked;
  const total = data.answered.rows[0];
  let says = text.noAsks;
  if (total) {
    const asks = total.asks.toLocaleString(locale);
    says =
      total.answeredWithin && total.helped
        ? text.answeredSays(
            asks,
            percentRange(total.answeredWithin, locale),
            percentRange(total.helped, locale),
          )
        : text.answeredFew(asks);
  }
  return (
    <Section about={data.answered}>
      <p className="network-says">{says}</p>
      {data.helped.rows.length > 0 ? (
        <WideTable label={text.unitAsked}>
          <table>
            <thead>
              <tr>
                <th scope="col">{text.unitAsked}</th>
                <th scope="col" className="number">
                  {text.asked}
                </th>
                <th scope="col" className="number">
                  {text.answered}
                </th>
                <th scope="col" className="number">
                  {text.helped}
                </th>
              </tr>
            </thead>
            <tbody>
              {data.helped.rows.map((row) => (
                <tr key={row.key}>
                  <th scope="row">{say(row.label)}</th>
                  <td className="number">{row.asked.toLocaleString(locale)}</td>
                  <Figure estimate={row.answered} />
                  <Figure estimate={row.helped} />
                </tr>
              ))}
            </tbody>
          </table>
        </WideTable>
      ) : null}
    </Section>
  );
}

function Moved({ data }: { data: Data }) {
  const { words, locale } = useSpeech();
  const text = words.asked;
  const total = data.moved.rows[0];
  let says = text.notMoved;
  if (total?.change && total.aloneBefore && total.aloneAfter) {
    const before = percentRange(total.aloneBefore, locale);
    const after = percentRange(total.aloneAfter, locale);
    const { low, high } = total.change;
    if (low > 0) says = text.more(points(low, high, text.points, locale), before, after);
    else if (high < 0) says = text.fewer(points(-high, -low, text.points, locale), before, after);
    else says = text.cannotTell(before, after);
  }
  return (
    <Section about={data.moved}>
      <p className="network-says">{says}</p>
    </Section>
  );
}

function points(
  low: number,
  high: number,
  say: (low: string, high: string) => string,
  locale: string,
): string {
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  return say(whole.format(low * 100), whole.format(high * 100));
}

type FieldRow = {
  key: string;
  label: { fi: string; sv: string; en: string };
  again?: EstimatePartsFragment;
  unused?: EstimatePartsFragment;
  skipped?: EstimatePartsFragment;
};

function Packets({ data }: { data: Data }) {
  const { words, say, locale } = useSpeech();
  const text = words.asked;
  const again = data.again.rows[0];
  const skipped = data.skipped.rows[0];
  const rows = fieldsOf(data);
  return (
    <Section about={data.again} by={['TOTAL', 'FIELD']}>
      <p className="network-says">
        {again
          ? text.againSays(
              percentRange(again.repeatAsking, locale),
              percentRange(again.neverUsed, locale),
            )
          : text.noPackets}{' '}
        {skipped ? text.skippedSays(percentRange(skipped.skipped, locale)) : null}
      </p>
      {rows.length > 0 ? (
        <WideTable label={text.travels}>
          <table>
            <thead>
              <tr>
                <th scope="col">{text.field}</th>
                <th scope="col" className="number">
                  {text.again}
                </th>
                <th scope="col" className="number">
                  {text.unused}
                </th>
                <th scope="col" className="number">
                  {text.skipped}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.key}>
                  <th scope="row">{say(row.label)}</th>
                  <Figure estimate={row.again} />
                  <Figure estimate={row.unused} />
                  <Figure estimate={row.skipped} />
                </tr>
              ))}
            </tbody>
          </table>
        </WideTable>
      ) : null}
    </Section>
  );
}

/** What was asked again first; a field may be in one of the two measures only. */
function fieldsOf(data: Data): FieldRow[] {
  const found = new Map<string, FieldRow>();
  for (const row of data.againByField.rows) {
    const { key, label, repeatAsking, neverUsed } = row;
    found.set(key, { key, label, again: repeatAsking, unused: neverUsed });
  }
  for (const { key, label, skipped } of data.skippedByField.rows) {
    found.set(key, { ...(found.get(key) ?? { key, label }), skipped });
  }
  return [...found.values()].sort((a, b) => (b.again?.value ?? 0) - (a.again?.value ?? 0));
}
