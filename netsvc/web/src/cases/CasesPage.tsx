import './cases.css';
import { SegmentedControl, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import type { CaseFilter } from '../generated/graphql';
import { CasesQuery } from '../graphql/queries';
import { Ago } from '../time';
import { CaseMark } from '../ui/Mark';
import { Empty, Failed, Skeletons, useTitle } from '../ui/states';
import { useSpeech } from '../words';

const FILTERS: readonly CaseFilter[] = ['MINE', 'MY_UNIT', 'WAITING', 'ALL'];
const PAGE = 25;

export function CasesPage() {
  const { words, say } = useSpeech();
  const text = words.cases;
  const [filter, setFilter] = useState<CaseFilter>('MINE');
  const [typed, setTyped] = useState('');
  const [search, setSearch] = useState('');
  const [first, setFirst] = useState(PAGE);
  useTitle(text.title);

  useEffect(() => {
    const timer = setTimeout(() => {
      setSearch(typed.trim());
      setFirst(PAGE);
    }, 200);
    return () => clearTimeout(timer);
  }, [typed]);

  const [{ data, error, fetching, stale }, again] = useQuery({
    query: CasesQuery,
    variables: { filter, search: search || null, first },
  });
  const cases = data?.cases.edges.map((edge) => edge.node) ?? [];
  const more = data?.cases.pageInfo.hasNextPage ?? false;
  const nothing = filter === 'MINE' && !search ? text.emptyMine : text.empty;

  return (
    <div className="page">
      <header className="cases-top">
        <h1>{text.title}</h1>
        <div className="row">
          <SegmentedControl
            aria-label={text.filter}
            value={filter}
            onChange={(value) => {
              setFilter(value);
              setFirst(PAGE);
            }}
            data={FILTERS.map((value) => ({ value, label: words.caseFilters[value] }))}
          />
          <TextInput
            type="search"
            aria-label={text.search}
            placeholder={text.search}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            className="cases-search"
          />
          <span role="status" className="quiet figures">
            {data ? text.count(cases.length, more) : ''}
          </span>
        </div>
      </header>
      {error && !data ? <Failed again={() => again({ requestPolicy: 'network-only' })} /> : null}
      {!data && fetching ? <Skeletons rows={8} height={49} /> : null}
      {data && cases.length === 0 ? <Empty>{nothing}</Empty> : null}
      {cases.length > 0 ? (
        <table className="cases" aria-busy={stale || typed.trim() !== search}>
          <thead>
            <tr>
              <th scope="col">{text.number}</th>
              <th scope="col">{text.words}</th>
              <th scope="col">{text.owner}</th>
              <th scope="col">{text.state}</th>
              <th scope="col">{text.opened}</th>
            </tr>
          </thead>
          <tbody>
            {cases.map((one) => (
              <tr key={one.id}>
                <td>
                  <Link href={`/cases/${encodeURIComponent(one.id)}`}>{one.number}</Link>
                </td>
                <td className="cases-words">
                  {one.words || <span className="quiet">{words.common.unknown}</span>}
                  {one.issueType ? (
                    <div className="quiet small">{say(one.issueType.name)}</div>
                  ) : null}
                </td>
                <td>{(one.owner ?? one.resolvedBy)?.name ?? words.common.nobody}</td>
                <td>
                  <CaseMark state={one.state} />
                </td>
                <td className="quiet">
                  <Ago at={one.openedAt} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {more ? (
        <button type="button" className="plain" onClick={() => setFirst((old) => old + PAGE)}>
          {words.common.more}
        </button>
      ) : null}
    </div>
  );
}
