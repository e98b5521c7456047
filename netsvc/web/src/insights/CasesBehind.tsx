import { useState } from 'react';
import { useClient, useQuery } from 'urql';
import { CaseTable } from '../cases/CaseTable';
import { CasesBehindQuery } from '../cases/queries';
import type { CasesBehindQuery as Data } from '../generated/graphql';
import type { FlowPartsFragment } from '../generated/insights/graphql';
import { useMe } from '../me';
import { CASE_ROLES, has } from '../roles';
import { Failed, Skeletons } from '../ui/states';
import { useSpeech } from '../words';
import type { Level } from './links';
import { WideTable } from './Section';
import { useChosen } from './useChosen';
import { useDays } from './usePeriod';

const PAGE = 25;

type Page = Extract<Data['casesBehindFlow'], { __typename: 'CaseConnection' }>;
type Props = { row: FlowPartsFragment; level: Level };

/** What lies behind a cell, for those who may read cases; others learn whose they are. */
export function CasesBehind({ row, level }: Props) {
  const { words } = useSpeech();
  const { cases, showCases } = useChosen();
  const may = has(useMe().roles, CASE_ROLES);
  const { from, to } = useDays();
  const text = words.behind;
  if (!may) return <p className="quiet measure">{text.notYours}</p>;
  if (!row.source.unitId || !row.target.unitId) {
    return <p className="quiet measure">{text.together}</p>;
  }
  return (
    <>
      <p>
        <button
          type="button"
          className="plain"
          aria-expanded={cases}
          onClick={() => showCases(!cases)}
        >
          {cases ? text.hide : text.show}
        </button>
      </p>
      {cases ? (
        <List
          key={`${level} ${row.key} ${from} ${to}`}
          source={row.source.unitId}
          target={row.target.unitId}
          level={level}
        />
      ) : null}
    </>
  );
}

type ListProps = { source: string; target: string; level: Level };

function List({ source, target, level }: ListProps) {
  const { words, say } = useSpeech();
  const text = words.behind;
  const client = useClient();
  const [further, setFurther] = useState<Page[]>([]);
  const [failed, setFailed] = useState(false);
  const asked = {
    source,
    target,
    level: level === 'units' ? ('UNITS' as const) : ('SILOS' as const),
    ...useDays(),
    first: PAGE,
  };
  const [{ data, error }, again] = useQuery({ query: CasesBehindQuery, variables: asked });
  if (error && !data) return <Failed again={() => again({ requestPolicy: 'network-only' })} />;
  if (!data) return <Skeletons rows={4} height={49} />;
  const found = data.casesBehindFlow;
  if (found.__typename !== 'CaseConnection') return <p role="status">{say(found.message)}</p>;
  const pages = [found, ...further];
  const cases = pages.flatMap((page) => page.edges.map((edge) => edge.node));
  const { hasNextPage, endCursor } = (pages[pages.length - 1] ?? found).pageInfo;

  const next = async () => {
    const result = await client
      .query(CasesBehindQuery, { ...asked, after: endCursor ?? null })
      .toPromise();
    const page = result.data?.casesBehindFlow;
    const there = page?.__typename === 'CaseConnection';
    setFailed(!there);
    if (there) setFurther((old) => [...old, page]);
  };

  return (
    <div className="stack cases-behind">
      {cases.length > 0 ? (
        <WideTable label={text.title}>
          <CaseTable cases={cases} />
        </WideTable>
      ) : (
        <p>{text.none}</p>
      )}
      {hasNextPage ? (
        <p>
          <button type="button" className="plain" onClick={() => void next()}>
            {words.common.more}
          </button>
          <span role="alert">{failed ? ` ${words.common.failed}` : ''}</span>
        </p>
      ) : null}
    </div>
  );
}
