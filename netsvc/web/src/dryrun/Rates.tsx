import type { RatePartsFragment, RatesPartsFragment } from '../generated/graphql';
import { WideTable } from '../insights/Section';
import { useSpeech } from '../words';
import { percent, percentRange } from '../words/format';
import type { Run } from './DryRunPage';

/** A share with its interval; too few cases are said, not shown. */
export function Share({ rate }: { rate: RatePartsFragment }) {
  const { words, locale } = useSpeech();
  if (rate.cases === 0) return <span className="quiet">{words.dryrun.noCases}</span>;
  return (
    <>
      {percent(rate.share, locale)} <span className="quiet">({percentRange(rate, locale)})</span>
    </>
  );
}

export function Rates({ run }: { run: Run }) {
  const { words, locale } = useSpeech();
  const text = words.dryrun;
  const rows: [string, RatePartsFragment, RatesPartsFragment | null][] = [
    [text.unitSuggested, run.unit.first, run.unit],
    [text.unitOwn, run.ownFirst, null],
    [text.personSuggested, run.person.first, run.person],
    [text.movedSuggested, run.movedUnit.first, run.movedUnit],
    [text.movedOwn, run.movedOwnFirst, null],
  ];
  return (
    <section>
      <h2>{text.rates}</h2>
      <WideTable label={text.rates}>
        <table>
          <thead>
            <tr>
              <th scope="col">{text.who}</th>
              <th scope="col" className="number">
                {text.cases}
              </th>
              <th scope="col" className="number">
                {text.first}
              </th>
              <th scope="col" className="number">
                {text.three}
              </th>
              <th scope="col" className="number">
                {text.five}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, first, all]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td className="number">{first.cases.toLocaleString(locale)}</td>
                <td className="number">
                  <Share rate={first} />
                </td>
                <td className="number">{all ? <Share rate={all.firstThree} /> : '–'}</td>
                <td className="number">{all ? <Share rate={all.firstFive} /> : '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </WideTable>
      <p className="quiet">{text.intervals}</p>
      {run.againstOwnFirst && run.ownFirst.cases > 0 ? <Pairs pairs={run.againstOwnFirst} /> : null}
    </section>
  );
}

function Pairs({ pairs }: { pairs: NonNullable<Run['againstOwnFirst']> }) {
  const { words, locale } = useSpeech();
  const points = (share: number, signDisplay: 'auto' | 'exceptZero') =>
    (share * 100).toLocaleString(locale, { maximumFractionDigits: 1, signDisplay });
  const says = pairs.share < 0 ? words.dryrun.pairsLess : words.dryrun.pairsMore;
  return (
    <p className="measure">
      {says(
        points(Math.abs(pairs.share), 'auto'),
        points(pairs.low, 'exceptZero'),
        points(pairs.high, 'exceptZero'),
      )}{' '}
      {words.dryrun.pairsAlone(
        pairs.onlySuggested.toLocaleString(locale),
        pairs.onlyOwn.toLocaleString(locale),
      )}
    </p>
  );
}
