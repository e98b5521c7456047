import { TextInput } from '@mantine/core';
import { useDeferredValue, useState } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { Empty, Failed, Skeletons, useTitle } from '../ui/states';
import { useSpeech } from '../words';
import { Gaps } from './Gaps';
import { TypesQuery } from './queries';

export const typePath = (id: string) => `/taxonomy/${encodeURIComponent(id)}`;

/** All issue types by area, and above them what is missing. */
export function TypesPage() {
  const { words, say, locale } = useSpeech();
  const text = words.taxonomy;
  const [search, setSearch] = useState('');
  const asked = useDeferredValue(search.trim());
  const [{ data, error }, ask] = useQuery({
    query: TypesQuery,
    variables: { search: asked || null },
    requestPolicy: 'cache-and-network',
  });
  useTitle(text.title);
  const types = data?.issueTypes.edges.map((edge) => edge.node);
  const areas = new Map<string, NonNullable<typeof types>>();
  for (const one of types ?? []) {
    const area = one.broader ? say(one.broader.name) : '';
    areas.set(area, [...(areas.get(area) ?? []), one]);
  }
  const ordered = [...areas].sort(([a], [b]) => a.localeCompare(b, locale));
  return (
    <div className="page taxonomy">
      <header className="row">
        <h1>{text.title}</h1>
        <Link href="/taxonomy/new">{text.add}</Link>
      </header>
      <Gaps />
      <section aria-labelledby="all-types" className="stack">
        <h2 id="all-types">{text.all}</h2>
        <TextInput
          label={text.search}
          value={search}
          maxLength={200}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        {error && !types ? <Failed again={() => ask({ requestPolicy: 'network-only' })} /> : null}
        {!types && !error ? <Skeletons rows={6} height={40} /> : null}
        {types?.length === 0 ? <Empty>{text.none}</Empty> : null}
        <div className="areas">
          {ordered.map(([area, members]) => (
            <div key={area}>
              <h3>{area || text.noArea}</h3>
              <ul>
                {members.map((one) => (
                  <li key={one.id}>
                    <Link href={typePath(one.id)}>{say(one.name)}</Link>
                    {one.retired ? <span className="quiet"> {text.retired}</span> : null}
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </div>
        {data?.issueTypes.pageInfo.hasNextPage ? <p className="quiet">{text.more}</p> : null}
      </section>
    </div>
  );
}
