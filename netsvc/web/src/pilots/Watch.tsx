import { useQuery } from 'urql';
import { Mark } from '../ui/Mark';
import { useSpeech } from '../words';
import { day } from '../words/format';
import { Use } from './Findings';
import type { Pilot } from './model';
import { PilotWatchQuery } from './queries';

/** A running pilot between its looks: harm, use and data quality, and never the effect. */
export function Watch({ pilot }: { pilot: Pilot }) {
  const { words, say, locale } = useSpeech();
  const text = words.pilots;
  const [{ data }] = useQuery({ query: PilotWatchQuery, variables: { id: pilot.id } });
  const watch = data?.experimentWatch;
  if (!watch) return null;
  const looked = pilot.state === 'LOOKED';
  return (
    <>
      <section aria-labelledby="watch">
        <h2 id="watch">{text.watch}</h2>
        <p className="measure">{text.watchSays(day(watch.asOf, locale), watch.weeks)}</p>
        {watch.guardrails.length > 0 ? (
          <>
            <p>
              {watch.guardrails.some((one) => one.harmed) ? (
                <Mark meaning="problem">{text.watchHarm}</Mark>
              ) : (
                <Mark meaning="done">{text.watchFine}</Mark>
              )}
            </p>
            <table className="pilot-table">
              <caption className="hidden">{text.watchTable}</caption>
              <tbody>
                {watch.guardrails.map((one) => (
                  <tr key={one.guardrail}>
                    <th scope="row">{say(one.name)}</th>
                    <td>
                      {!one.told ? (
                        <Mark meaning="away">{text.guardUnknown}</Mark>
                      ) : one.harmed ? (
                        <Mark meaning="problem">{text.guardHarmed}</Mark>
                      ) : (
                        <Mark meaning="done">{text.guardFine}</Mark>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </>
        ) : null}
      </section>
      {looked ? null : <Use pilot={pilot} result={watch} />}
    </>
  );
}
