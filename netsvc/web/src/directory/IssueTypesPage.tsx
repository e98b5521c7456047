import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import type { IssueTypesQuery as IssueTypesData } from '../generated/graphql';
import { Empty, Failed, Skeletons, useTitle } from '../ui/states';
import { useSpeech } from '../words';
import { IssueTypesQuery } from './queries';

type IssueType = IssueTypesData['issueTypes']['edges'][number]['node'];

/** Every kind of customer matter, under the broader one it belongs to. */
export function IssueTypesPage() {
  const { words, say, locale } = useSpeech();
  const text = words.directory;
  const [typed, setTyped] = useState('');
  const [earlier, setEarlier] = useState<{ types: IssueType[]; end: string | null }>({
    types: [],
    end: null,
  });
  useTitle(text.issueTypes);
  const [{ data, error }, again] = useQuery({
    query: IssueTypesQuery,
    variables: { after: earlier.end },
  });
  const low = (value: string) => value.toLocaleLowerCase(locale);
  const page = data?.issueTypes.edges.map(({ node }) => node) ?? [];
  const all = [...earlier.types, ...page];
  const narrow = all.filter((one) => one.broader != null);
  const leaves = narrow.length > 0 ? narrow : all;
  const shown = leaves.filter((one) => low(say(one.name)).includes(low(typed.trim())));
  const groups = new Map<string, IssueType[]>();
  for (const one of shown) {
    const name = one.broader ? say(one.broader.name) : '';
    groups.set(name, [...(groups.get(name) ?? []), one]);
  }
  const byName = (a: string, b: string) => a.localeCompare(b, locale);

  return (
    <div className="page">
      <header className="stack">
        <h1>{text.issueTypes}</h1>
        <p className="quiet measure">{text.issueTypesLead}</p>
        <div className="row">
          <TextInput
            type="search"
            aria-label={text.issueTypesSearch}
            placeholder={text.issueTypesSearch}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            className="cases-search"
          />
          <span role="status" className="quiet figures">
            {data ? text.issueTypesCount(shown.length) : ''}
          </span>
        </div>
      </header>
      {error && !data ? <Failed again={() => again({ requestPolicy: 'network-only' })} /> : null}
      {!data && !error ? <Skeletons rows={8} /> : null}
      {data && shown.length === 0 ? <Empty>{words.palette.nothing}</Empty> : null}
      <div className="issue-types">
        {[...groups.entries()]
          .sort(([a], [b]) => byName(a, b))
          .map(([name, types]) => (
            <section key={name} aria-label={name || text.issueTypes}>
              {name ? <h2>{name}</h2> : null}
              <ul>
                {[...types]
                  .sort((a, b) => byName(say(a.name), say(b.name)))
                  .map((one) => (
                    <li key={one.id}>
                      <Link href={`/issue-types/${encodeURIComponent(one.id)}`}>
                        {say(one.name)}
                      </Link>
                    </li>
                  ))}
              </ul>
            </section>
          ))}
      </div>
      {data?.issueTypes.pageInfo.hasNextPage ? (
        <button
          type="button"
          className="plain"
          onClick={() =>
            setEarlier({ types: all, end: data.issueTypes.pageInfo.endCursor ?? null })
          }
        >
          {words.common.more}
        </button>
      ) : null}
    </div>
  );
}
