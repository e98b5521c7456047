import { useQuery } from 'urql';
import { useSpeech } from '../words';
import { day } from '../words/format';
import { Empty, Failed, Skeletons, useTitle } from '../ui/states';
import { PulseForm } from './Pulse';
import { MyPilotsQuery } from './queries';

/** What pilots mean for the reader's own work, before they start and while they run. */
export function MinePage() {
  const { words, say, locale } = useSpeech();
  const text = words.pilots;
  const [{ data, error }, again] = useQuery({ query: MyPilotsQuery });
  useTitle(text.mine);
  return (
    <div className="page pilot">
      <h1>{text.mine}</h1>
      {error && !data ? <Failed again={() => again({ requestPolicy: 'network-only' })} /> : null}
      {!data && !error ? <Skeletons rows={3} /> : null}
      {data?.myExperiments.length === 0 ? <Empty>{text.mineNone}</Empty> : null}
      {data?.myExperiments.map((one) => (
        <section key={one.id} className="stack measure" aria-labelledby={one.id}>
          <h2 id={one.id}>
            {say(one.name)} · {text.period(day(one.start, locale), day(one.end, locale))}
          </h2>
          <p>{say(one.change)}</p>
          {one.meaning.map((part) => (
            <p key={part.role}>
              <strong>{text.meansRole(words.roles[part.role].toLocaleLowerCase(locale))}:</strong>{' '}
              {say(part.text)}
            </p>
          ))}
          {one.pulseDue ? <PulseForm id={one.id} name={say(one.name)} /> : null}
          {one.lead ? <p className="quiet">{text.askLead(one.lead.name)}</p> : null}
        </section>
      ))}
    </div>
  );
}
