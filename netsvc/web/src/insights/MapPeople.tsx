import { useQuery } from 'urql';
import { Link } from 'wouter';
import { useSpeech } from '../words';
import { Failed, Skeletons } from '../ui/states';
import { UnitPeopleQuery } from './mapQueries';
import { INSIGHTS } from './Section';

/** Who belongs to the unit that was opened: names in order, no figures; of fewer than five none. */
export function MapPeople({ unit, name }: { unit: string; name: string }) {
  const { words } = useSpeech();
  const text = words.map;
  const [{ data, error }, again] = useQuery({
    query: UnitPeopleQuery,
    variables: { unit },
    context: INSIGHTS,
  });
  if (error && !data) return <Failed again={() => again({ requestPolicy: 'network-only' })} />;
  if (!data) return <Skeletons rows={2} />;
  const { hidden, people } = data.unitPeople;
  if (hidden) return <p className="quiet">{text.peopleHidden}</p>;
  return (
    <details className="map-people">
      <summary>{text.peopleOf(people.length)}</summary>
      <ul aria-label={text.peopleNamed(name)}>
        {people.map((person) => (
          <li key={person.id}>
            <Link href={`/people/${encodeURIComponent(person.id)}`}>{person.name}</Link>
          </li>
        ))}
      </ul>
      <p className="quiet small">{text.peopleLeft}</p>
    </details>
  );
}
