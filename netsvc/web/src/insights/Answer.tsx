import { useQuery } from 'urql';
import type {
  AgainstChancePartsFragment,
  SiloednessPartsFragment,
} from '../generated/insights/graphql';
import { Failed, Skeletons } from '../ui/states';
import { useSpeech } from '../words';
import { day, percent, percentRange } from '../words/format';
import { Levels } from './Levels';
import { restLast, type Level } from './links';
import { UnitSiloednessQuery } from './queries';
import { Figure, INSIGHTS, Section, type SectionData, WideTable } from './Section';
import { useAddress } from './useAddress';
import { useOneSilo } from './useOneSilo';
import { useDays, usePeriod } from './usePeriod';
import { useFirst } from './useShown';
import { whyOf } from './why';

const SURE = 0.05;
const SMALLEST = 0.01;
const FIRST = 6;

/** What the figures say together: which way, and whether chance alone explains it. */
export function verdict(ei: AgainstChancePartsFragment): 'silos' | 'bridges' | 'unsure' {
  if (ei.p == null || ei.p > SURE) return 'unsure';
  return ei.value < ei.expected ? 'silos' : 'bridges';
}

/** The share that would cross by chance; E-I counts crossing minus staying. */
export function byChance(ei: { expected: number }): number {
  return (1 + ei.expected) / 2;
}

/** Whether nothing else than handovers between silos is recorded, as in a log of groups. */
const onlyBetween = ({ siloedness }: SectionData['data']) =>
  siloedness.rows[0]?.crossing?.value === 1;

export function Headline({ data }: SectionData) {
  const { words, locale } = useSpeech();
  const text = words.bridges;
  const row = data.siloedness.rows[0];
  if (!row?.crossing || !row.ei) return text.question;
  if (onlyBetween(data)) {
    const bounced = data.outcomes.rows[0]?.bounced;
    return bounced ? text.onlyBetween(percent(bounced.value, locale)) : text.onlyBetweenUnknown;
  }
  return text.headline[verdict(row.ei)](
    percent(row.crossing.value, locale),
    percent(byChance(row.ei), locale),
  );
}

/** The question answered with interval, chance and trend; by silo under it. */
export function Answer({ data }: SectionData) {
  const { words, locale } = useSpeech();
  const text = words.bridges;
  const row = data.siloedness.rows[0];
  const unanswered = useUnanswered(data);
  const number = (value: number) =>
    value.toLocaleString(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const chance = (p: number) =>
    p < SMALLEST
      ? `< ${SMALLEST.toLocaleString(locale)}`
      : p.toLocaleString(locale, { maximumFractionDigits: 2 });
  if (onlyBetween(data)) {
    return (
      <Section about={data.siloedness} by={['TOTAL', 'SILO', 'UNIT']}>
        <p className="network-says">
          <Bounces data={data} />
        </p>
        <p className="measure quiet">{text.onlyBetweenSays}</p>
      </Section>
    );
  }
  return (
    <Section about={data.siloedness} by={['TOTAL', 'SILO', 'UNIT']}>
      <p className="network-says">
        {row?.crossing && row.ei
          ? text.says(
              percentRange(row.crossing, locale),
              row.crossing.n.toLocaleString(locale),
              percent(byChance(row.ei), locale),
            )
          : unanswered}{' '}
        <Trend data={data} />
      </p>
      <p className="network-says">
        <Bounces data={data} />
      </p>
      {row?.segregation && row.ei ? (
        <p className="measure quiet">
          {text.indices(
            number(row.ei.value),
            number(row.ei.expected),
            number(row.segregation.value),
            chance(row.ei.p ?? 1),
          )}
        </p>
      ) : null}
      <BySender data={data} />
    </Section>
  );
}

/** Why there is no answer, and what would give one; null where there is one. */
function useUnanswered({ siloedness }: SectionData['data']): string | null {
  const text = useSpeech().words.bridges;
  const { choice } = usePeriod();
  const row = siloedness.rows[0];
  const missing = !row?.crossing || !row.ei;
  const oneSilo = useOneSilo(missing);
  if (!missing) return null;
  const why = whyOf(siloedness, oneSilo);
  return why === 'nothing' && choice !== 'all' ? text.why.nothingInDays : text.why[why];
}

/** Who opens up and who does not, by silo or by unit; which of them stands in the address. */
function BySender({ data }: SectionData) {
  const text = useSpeech().words.bridges;
  const [address, put] = useAddress();
  const level = address.get('apart') === 'units' ? 'units' : 'silos';
  const show = (next: Level) =>
    put((all) => {
      if (next === 'units') all.set('apart', next);
      else all.delete('apart');
    });
  if (data.siloednessBySilo.rows.length === 0) return null;
  return (
    <>
      <Levels label={text.silo} level={level} show={show} />
      {level === 'units' ? <ByUnit /> : <Senders rows={data.siloednessBySilo.rows} />}
    </>
  );
}

function ByUnit() {
  const [{ data, error }, again] = useQuery({
    query: UnitSiloednessQuery,
    variables: useDays(),
    context: INSIGHTS,
  });
  if (error && !data) return <Failed again={() => again({ requestPolicy: 'network-only' })} />;
  return data ? <Senders rows={data.siloedness.rows} /> : <Skeletons rows={FIRST} />;
}

/** The largest first: a few tell the story, the rest is a press away. */
function Senders({ rows: all }: { rows: readonly SiloednessPartsFragment[] }) {
  const { words, say, locale } = useSpeech();
  const text = words.bridges;
  const rows = [...all].sort(
    (a, b) => restLast(a, b) || (b.crossing?.n ?? 0) - (a.crossing?.n ?? 0),
  );
  const [shown, showAll] = useFirst('silos', rows, FIRST);
  const [only] = rows;
  // one row would say again what stands above it
  if (only && rows.length === 1) {
    return (
      <p className="quiet">{only.merged ? text.allTogether : text.allFrom(say(only.label))}</p>
    );
  }
  return (
    <>
      <WideTable label={text.silo}>
        <table>
          <thead>
            <tr>
              <th scope="col">{text.silo}</th>
              <th scope="col" className="number">
                {text.crossing}
              </th>
              <th scope="col" className="number">
                {text.byChance}
              </th>
              <th scope="col" className="number">
                {words.insights.count}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((one) => (
              <tr key={one.key}>
                <th scope="row">{say(one.label)}</th>
                <Figure estimate={one.crossing} />
                <td className="number">{one.ei ? chanceRange(one.ei, locale) : null}</td>
                <td className="number">{one.crossing?.n.toLocaleString(locale)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </WideTable>
      {showAll ? (
        <button type="button" className="plain" onClick={showAll}>
          {words.insights.allFlows(rows.length)}
        </button>
      ) : null}
    </>
  );
}

/** What chance would give, and between what it mostly is. */
function chanceRange(ei: AgainstChancePartsFragment, locale: string): string {
  const { expected, expectedLow, expectedHigh } = ei;
  const share = (one: number) => byChance({ expected: one });
  if (expectedLow == null || expectedHigh == null) return percent(share(expected), locale);
  return percentRange({ low: share(expectedLow), high: share(expectedHigh) }, locale);
}

function Trend({ data }: SectionData) {
  const { words } = useSpeech();
  return useTrend(data.siloChange.rows[0], words.bridges.trend, 1);
}

/** How many handovers do not hold, and whether fewer than before. */
function Bounces({ data }: SectionData) {
  const { words, locale } = useSpeech();
  const text = words.bridges;
  const trend = useTrend(data.bounceChange.rows[0], text.bounceTrend, -1);
  const bounced = data.outcomes.rows[0]?.bounced;
  if (!bounced) return null;
  return (
    <>
      {text.bounced(percentRange(bounced, locale), bounced.n.toLocaleString(locale))} {trend}
    </>
  );
}

type Changed = {
  turn?: string | null;
  before?: number | null;
  after?: number | null;
  change?: { low: number; high: number } | null;
};
type Says = Record<
  'fewer' | 'more' | 'same',
  (before: string, after: string, turn: string) => string
>;

/** `sign`: 1 where more of it means fewer silos, -1 where it is what there should be fewer of. */
function useTrend(row: Changed | undefined, says: Says, sign: 1 | -1): string | null {
  const { locale } = useSpeech();
  if (!row?.change || row.before == null || row.after == null || !row.turn) return null;
  const { low, high } = row.change;
  const [least, most] = sign === 1 ? [low, high] : [-high, -low];
  const way = least > 0 ? 'fewer' : most < 0 ? 'more' : 'same';
  return says[way](percent(row.before, locale), percent(row.after, locale), day(row.turn, locale));
}
