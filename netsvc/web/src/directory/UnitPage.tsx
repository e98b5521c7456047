import { useState } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { UnitQuery } from '../graphql/queries';
import { ConnectionEditor } from '../availability/ConnectionEditor';
import { HoursEditor, UnitBackup } from '../availability/HoursEditor';
import { UnitHoursTable } from '../availability/UnitHours';
import { useMe } from '../me';
import { has, NETWORK_ROLES } from '../roles';
import { FreeMark, Mark } from '../ui/Mark';
import { Failed, NotFound, Skeletons, useTitle } from '../ui/states';
import { useSpeech } from '../words';

export function UnitPage({ id }: { id: string }) {
  const { words, say } = useSpeech();
  const text = words.directory;
  const me = useMe();
  const [{ data, error }, again] = useQuery({ query: UnitQuery, variables: { id } });
  const [news, setNews] = useState('');
  const refresh = () => again({ requestPolicy: 'network-only' });
  const unit = data?.unit;
  useTitle(unit ? say(unit.name) : text.units);
  if (data && !unit) return <NotFound />;
  const free = unit?.experts.edges.filter(({ node }) => node.freeNow).length ?? 0;
  const link = (one: { id: string; name: Parameters<typeof say>[0] }) => (
    <Link key={one.id} href={`/units/${encodeURIComponent(one.id)}`}>
      {say(one.name)}
    </Link>
  );
  return (
    <div className="page">
      {error && !data ? <Failed again={() => again({ requestPolicy: 'network-only' })} /> : null}
      {!data && !error ? <Skeletons rows={6} /> : null}
      {unit ? (
        <>
          <header className="stack">
            <div className="row">
              <h1>{say(unit.name)}</h1>
              <Mark meaning={unit.openNow ? 'free' : 'away'}>
                {unit.openNow ? text.openNow : text.closedNow}
              </Mark>
            </div>
            {unit.parent ? (
              <p>
                <span className="quiet">{text.partOf}</span> {link(unit.parent)}
              </p>
            ) : null}
            {unit.children.length > 0 ? (
              <p className="row">
                <span className="quiet">{text.parts}</span> {unit.children.map(link)}
              </p>
            ) : null}
          </header>
          <p role="status" className="panel-message">
            {news}
          </p>
          <div className="unit-facts">
            <section aria-labelledby="hours" className="stack">
              <h2 id="hours">{words.availability.unitHours}</h2>
              <UnitHoursTable unit={unit} />
              {unit.mayChange ? (
                <HoursEditor key={unit.id} unit={unit} done={setNews} refresh={refresh} />
              ) : null}
            </section>
            <section aria-labelledby="last-asked" className="stack">
              <h2 id="last-asked">{words.availability.unitBackup}</h2>
              <UnitBackup key={unit.id} unit={unit} done={setNews} refresh={refresh} />
            </section>
            {has(me.roles, NETWORK_ROLES) ? (
              <section aria-labelledby="connected" className="stack">
                <h2 id="connected">{words.availability.connection}</h2>
                <ConnectionEditor key={unit.id} id={unit.id} line={unit.directLine ?? null} />
              </section>
            ) : null}
          </div>
          {unit.responsibleFor.length > 0 ? (
            <section aria-labelledby="answers" className="directory-part">
              <h2 id="answers">{text.answersFor}</h2>
              <ul className="row">
                {unit.responsibleFor.map((one) => (
                  <li key={one.id}>
                    <Link href={`/issue-types/${encodeURIComponent(one.id)}`}>{say(one.name)}</Link>
                  </li>
                ))}
              </ul>
            </section>
          ) : null}
          {unit.experts.edges.length === 0 && unit.children.length > 0 ? (
            <p className="quiet">{text.noPeople}</p>
          ) : null}
          {unit.experts.edges.length > 0 ? (
            <section aria-labelledby="people">
              <h2 id="people">
                {text.people}, {text.freeOf(free, unit.experts.edges.length)}
              </h2>
              <table>
                <tbody>
                  {unit.experts.edges.map(({ node }) => (
                    <tr key={node.id}>
                      <th scope="row">
                        <Link href={`/people/${encodeURIComponent(node.id)}`}>{node.name}</Link>
                      </th>
                      <td>
                        <FreeMark {...node} />
                      </td>
                      <td className="quiet">
                        {node.languages.map((one) => words.languages[one]).join(', ')}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </section>
          ) : null}
        </>
      ) : null}
    </div>
  );
}
