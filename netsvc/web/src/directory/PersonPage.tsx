import { useQuery } from 'urql';
import { Link } from 'wouter';
import { PersonQuery } from '../graphql/queries';
import { FreeMark } from '../ui/Mark';
import { Failed, NotFound, Skeletons, useTitle } from '../ui/states';
import { useSpeech } from '../words';

/** Directory facts about a person; no figures about what they did. */
export function PersonPage({ id }: { id: string }) {
  const { words, say, locale } = useSpeech();
  const text = words.directory;
  const [{ data, error }, again] = useQuery({ query: PersonQuery, variables: { id } });
  const person = data?.expert;
  useTitle(person?.name ?? text.person);
  if (data && !person) return <NotFound />;
  const and = new Intl.ListFormat(locale, { type: 'conjunction' });
  return (
    <div className="page">
      {error && !data ? <Failed again={() => again({ requestPolicy: 'network-only' })} /> : null}
      {!data && !error ? <Skeletons rows={4} /> : null}
      {person ? (
        <>
          <header className="row">
            <h1>{person.name}</h1>
            <FreeMark {...person} />
          </header>
          <dl className="facts">
            <div>
              <dt>{text.units}</dt>
              <dd className="row">
                {person.units.map((unit) => (
                  <Link key={unit.id} href={`/units/${encodeURIComponent(unit.id)}`}>
                    {say(unit.name)}
                  </Link>
                ))}
              </dd>
            </div>
            <div>
              <dt>{text.speaks}</dt>
              <dd>{and.format(person.languages.map((one) => words.languages[one]))}</dd>
            </div>
            <div>
              <dt>{words.signIn.role}</dt>
              <dd>{and.format(person.roles.map((one) => words.roles[one]))}</dd>
            </div>
            <div>
              <dt>{text.networks}</dt>
              <dd>
                {person.miniNetworks.length === 0 ? words.common.none : null}
                <ul>
                  {person.miniNetworks.map((one) => (
                    <li key={one.id}>
                      <Link href={`/mininetworks/${encodeURIComponent(one.id)}`}>
                        {say(one.name)}
                      </Link>
                    </li>
                  ))}
                </ul>
              </dd>
            </div>
            <div>
              <dt>{text.skills}</dt>
              <dd>
                {person.skills.length === 0 ? text.noSkills : null}
                <ul>
                  {person.skills.map(({ issueType, level }) => (
                    <li key={issueType.id}>
                      <Link href={`/issue-types/${encodeURIComponent(issueType.id)}`}>
                        {say(issueType.name)}
                      </Link>{' '}
                      <span className="quiet">{text.level[level - 1] ?? ''}</span>
                    </li>
                  ))}
                </ul>
              </dd>
            </div>
          </dl>
        </>
      ) : null}
    </div>
  );
}
