import { useQuery } from 'urql';
import { Link } from 'wouter';
import { useSpeech } from '../words';
import { PilotsOfNetworksQuery } from './queries';

/** The pilots that try this mini-network; nothing where there is none. */
export function PilotsOf({ id }: { id: string }) {
  const { words, say } = useSpeech();
  const [{ data }] = useQuery({ query: PilotsOfNetworksQuery });
  const pilots = data?.experiments.filter((one) => one.miniNetworks.some((n) => n.id === id)) ?? [];
  if (pilots.length === 0) return null;
  return (
    <section aria-labelledby="pilots-of" className="stack">
      <h2 id="pilots-of">{words.pilots.title}</h2>
      <ul>
        {pilots.map((one) => (
          <li key={one.id}>
            <Link href={`/pilots/${encodeURIComponent(one.id)}`}>{say(one.name)}</Link>{' '}
            <span className="quiet">
              {one.decision
                ? words.pilots.verdicts[one.decision.kind]
                : words.pilots.states[one.state]}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
