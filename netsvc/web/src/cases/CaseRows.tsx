import { useCallback, useEffect, useState } from 'react';
import { useClient, useQuery } from 'urql';
import type { CaseFilter, ListedCaseFragment } from '../generated/graphql';
import { CasesQuery } from '../graphql/queries';
import { useLive } from '../live';
import { Empty, Failed, Skeletons } from '../ui/states';
import { useSpeech } from '../words';
import { CaseTable } from './CaseTable';

const PAGE = 25;
export type Counted = { cases: number; more: boolean };
type Further = { cases: ListedCaseFragment[]; end: string | null; more: boolean };
type Props = {
  filter: CaseFilter;
  search: string;
  busy: boolean;
  counted: (counted: Counted | null) => void;
};

/** A list of cases, a page at a time after the last one seen. */
export function CaseRows({ filter, search, busy, counted }: Props) {
  const { words } = useSpeech();
  const text = words.cases;
  const client = useClient();
  const { listen } = useLive();
  const [further, setFurther] = useState<Further | null>(null);
  const [asking, setAsking] = useState<'no' | 'yes' | 'failed'>('no');
  const variables = { filter, search: search || null, first: PAGE };
  const [{ data, error, fetching, stale }, again] = useQuery({ query: CasesQuery, variables });

  const first = data?.cases.edges.map((edge) => edge.node) ?? [];
  const seen = new Set(first.map((one) => one.id));
  const cases = [...first, ...(further?.cases ?? []).filter((one) => !seen.has(one.id))];
  const more = further ? further.more : (data?.cases.pageInfo.hasNextPage ?? false);
  const end = further ? further.end : (data?.cases.pageInfo.endCursor ?? null);

  const known = Boolean(data);
  useEffect(() => {
    counted(known ? { cases: cases.length, more } : null);
  }, [counted, known, cases.length, more]);

  // What others do with these cases shows by itself, but only while the first page is all there is:
  // a longer list keeps its order while one reads.
  const renew = useCallback(() => again({ requestPolicy: 'network-only' }), [again]);
  const long = further !== null;
  useEffect(
    () =>
      listen(({ handover }) => {
        if (handover && !long) renew();
      }),
    [listen, renew, long],
  );

  const next = async () => {
    if (asking === 'yes') return;
    setAsking('yes');
    const result = await client
      .query(CasesQuery, { ...variables, after: end }, { requestPolicy: 'network-only' })
      .toPromise();
    const page = result.data?.cases;
    if (!page) {
      setAsking('failed');
      return;
    }
    setAsking('no');
    setFurther((old) => ({
      cases: [...(old?.cases ?? []), ...page.edges.map((edge) => edge.node)],
      end: page.pageInfo.endCursor ?? null,
      more: page.pageInfo.hasNextPage,
    }));
  };

  if (error && !data) return <Failed again={renew} />;
  if (!data && fetching) return <Skeletons rows={8} height={49} />;
  if (cases.length === 0) {
    if (search) return <Empty more={text.notFoundMore}>{text.notFound(search)}</Empty>;
    const empty: Partial<Record<CaseFilter, string>> = {
      MINE: text.emptyMine,
      OVERDUE: text.emptyOverdue,
    };
    return <Empty>{empty[filter] ?? text.empty}</Empty>;
  }
  return (
    <>
      <CaseTable cases={cases} busy={stale || busy} />
      {more ? (
        <p className="cases-more">
          <button
            type="button"
            className="plain"
            aria-disabled={asking === 'yes'}
            onClick={() => void next()}
          >
            {asking === 'yes' ? words.common.loading : words.common.more}
          </button>
          <span role="alert">{asking === 'failed' ? ` ${words.common.failed}` : ''}</span>
        </p>
      ) : null}
    </>
  );
}
