import { useQuery } from 'urql';
import { Link } from 'wouter';
import { WideTable } from '../insights/Section';
import { Skeletons } from '../ui/states';
import { useSpeech } from '../words';
import { percent } from '../words/format';
import type { Pilot } from './model';
import { PilotExpansionQuery } from './queries';

/** After a verdict to go on: which units next, and the agreement that becomes the standard. */
export function Expansion({ pilot }: { pilot: Pilot }) {
  const { words, say, locale } = useSpeech();
  const text = words.pilots;
  const [{ data, fetching }] = useQuery({
    query: PilotExpansionQuery,
    variables: { id: pilot.id },
  });
  const found = data?.experimentExpansion;
  if (fetching && !found) return <Skeletons rows={2} />;
  if (found?.__typename !== 'ExperimentExpansion') return null;
  const and = new Intl.ListFormat(locale, { type: 'conjunction' });
  const amount = (value: number) =>
    value.toLocaleString(locale, { maximumFractionDigits: 1, signDisplay: 'exceptZero' });
  const named = (units: readonly { name: Parameters<typeof say>[0] }[]) =>
    units.length === 1 && units[0] ? say(units[0].name) : text.nextSmall(units.length);
  const first = found.units[0];
  return (
    <section aria-labelledby="next" className="stack">
      <h2 id="next">{text.next}</h2>
      <p className="measure">
        {first
          ? text.nextSays(
              named(first.units),
              amount(first.gain.estimate),
              amount(first.gain.low),
              amount(first.gain.high),
            )
          : text.nextNone}
      </p>
      {first ? (
        <WideTable label={text.next}>
          <table className="pilot-table">
            <caption className="hidden">{text.next}</caption>
            <thead>
              <tr>
                <th scope="col">{text.nextUnit}</th>
                <th scope="col">{text.nextVolume}</th>
                <th scope="col">{text.nextLevel}</th>
                <th scope="col">{text.nextGain}</th>
              </tr>
            </thead>
            <tbody>
              {found.units.map((row) => (
                <tr key={row.units.map((unit) => unit.id).join()}>
                  <th scope="row">
                    {named(row.units)}
                    {row.units.length > 1 ? (
                      <span className="quiet small pilots-question">
                        {and.format(row.units.map((unit) => say(unit.name)))}
                      </span>
                    ) : null}
                    {row.compared ? (
                      <span className="quiet small pilots-question">{text.nextCompared}</span>
                    ) : null}
                  </th>
                  <td className="figures">
                    {row.weeklyCases.toLocaleString(locale, { maximumFractionDigits: 1 })}
                  </td>
                  <td className="figures">{percent(row.level, locale)}</td>
                  <td className="figures">
                    {amount(row.gain.estimate)}
                    <span className="quiet small pilots-question">
                      {text.interval(amount(row.gain.low), amount(row.gain.high))}
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </WideTable>
      ) : null}
      <p className="quiet measure">
        {text.nextAssumes(found.weeks)}
        {found.hidden > 0 ? ` ${text.nextHidden(found.hidden)}` : ''}
      </p>
      {pilot.miniNetworks.length > 0 ? (
        <p className="measure">
          {text.nextStandard}{' '}
          {pilot.miniNetworks.map((one) => (
            <Link key={one.id} href={`/mininetworks/${encodeURIComponent(one.id)}#agreement`}>
              {say(one.name)}
            </Link>
          ))}
        </p>
      ) : null}
    </section>
  );
}
