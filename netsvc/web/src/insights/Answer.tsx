import type { AgainstChancePartsFragment } from '../generated/insights/graphql';
import { useSpeech } from '../words';
import { day, percent, percentRange } from '../words/format';
import { Figure, Section, type SectionData, WideTable } from './Section';

const SURE = 0.05;
const SMALLEST = 0.01;

/** What the figures say together: which way, and whether chance alone explains it. */
export function verdict(ei: AgainstChancePartsFragment): 'silos' | 'bridges' | 'unsure' {
  if (ei.p == null || ei.p > SURE) return 'unsure';
  return ei.value < ei.expected ? 'silos' : 'bridges';
}

/** The share that would cross by chance; E-I counts crossing minus staying. */
export function byChance(ei: { expected: number }): number {
  return (1 + ei.expected) / 2;
}

export function Headline({ data }: SectionData) {
  const { words, locale } = useSpeech();
  const text = words.bridges;
  const row = data.siloedness.rows[0];
  if (!row?.crossing || !row.ei) return text.question;
  if (row.crossing.value === 1) return text.onlyBetween;
  return text.headline[verdict(row.ei)](
    percent(row.crossing.value, locale),
    percent(byChance(row.ei), locale),
  );
}

/** The question answered with interval, chance and trend; by silo and by month under it. */
export function Answer({ data }: SectionData) {
  const { words, say, locale } = useSpeech();
  const text = words.bridges;
  const row = data.siloedness.rows[0];
  const number = (value: number) =>
    value.toLocaleString(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const chance = (p: number) =>
    p < SMALLEST
      ? `< ${SMALLEST.toLocaleString(locale)}`
      : p.toLocaleString(locale, { maximumFractionDigits: 2 });
  return (
    <Section about={data.siloedness}>
      <p className="network-says">
        {row?.crossing && row.ei
          ? text.says(
              percentRange(row.crossing, locale),
              row.crossing.n.toLocaleString(locale),
              percent(byChance(row.ei), locale),
            )
          : words.insights.tooFew}{' '}
        <Trend data={data} />
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
      <WideTable label={say(data.siloedness.measure.names)}>
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
            {data.siloednessBySilo.rows.map((one) => (
              <tr key={one.key}>
                <th scope="row">{say(one.label)}</th>
                <Figure estimate={one.crossing} />
                <td className="number">{one.ei ? percent(byChance(one.ei), locale) : null}</td>
                <td className="number">{one.crossing?.n.toLocaleString(locale)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </WideTable>
    </Section>
  );
}

function Trend({ data }: SectionData) {
  const { words, locale } = useSpeech();
  const row = data.siloChange.rows[0];
  if (!row?.change || row.before == null || row.after == null || !row.turn) return null;
  const { low, high } = row.change;
  const way = low > 0 ? 'fewer' : high < 0 ? 'more' : 'same';
  return words.bridges.trend[way](
    percent(row.before, locale),
    percent(row.after, locale),
    day(row.turn, locale),
  );
}
