import { useQuery } from 'urql';
import { Link } from 'wouter';
import { Failed, Skeletons } from '../ui/states';
import { useSpeech } from '../words';
import { GapsQuery } from './queries';
import { typePath } from './TypesPage';

/** Where people, training or words are missing; the first line says how much. */
export function Gaps() {
  const { words, say } = useSpeech();
  const text = words.taxonomy;
  const [{ data, error }, ask] = useQuery({
    query: GapsQuery,
    requestPolicy: 'cache-and-network',
  });
  const gaps = data?.issueTypeGaps;
  if (error && !gaps) return <Failed again={() => ask({ requestPolicy: 'network-only' })} />;
  if (!gaps) return <Skeletons rows={2} />;
  const { nobody, onePerson, notUnderstood } = gaps;
  const count = nobody.length + onePerson.length + notUnderstood.length;
  return (
    <section aria-labelledby="gaps" className="stack">
      <h2 id="gaps">{text.gaps}</h2>
      <p>{count === 0 ? text.noGaps : text.someGaps(count)}</p>
      {nobody.length > 0 ? (
        <details open={nobody.length <= 12}>
          <summary>{text.nobody(nobody.length)}</summary>
          <ul className="columns">
            {nobody.map((one) => (
              <li key={one.id}>
                <Link href={typePath(one.id)}>{say(one.name)}</Link>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {onePerson.length > 0 ? (
        <details open={onePerson.length <= 12}>
          <summary>{text.onePerson(onePerson.length)}</summary>
          <ul className="columns">
            {onePerson.map(({ issueType, expert }) =>
              issueType ? (
                <li key={issueType.id}>
                  <Link href={typePath(issueType.id)}>{say(issueType.name)}</Link>{' '}
                  <span className="quiet">{expert?.name}</span>
                </li>
              ) : null,
            )}
          </ul>
        </details>
      ) : null}
      {notUnderstood.length > 0 ? (
        <details open={notUnderstood.length <= 12}>
          <summary>{text.notUnderstood(notUnderstood.length)}</summary>
          <ul className="columns">
            {notUnderstood.map(({ issueType, cases, missed }) =>
              issueType ? (
                <li key={issueType.id}>
                  <Link href={typePath(issueType.id)}>{say(issueType.name)}</Link>{' '}
                  <span className="quiet">{text.missed(missed, cases)}</span>
                </li>
              ) : null,
            )}
          </ul>
        </details>
      ) : null}
    </section>
  );
}
