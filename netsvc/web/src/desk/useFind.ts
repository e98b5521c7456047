import { useCallback, useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import type { Channel, FindQuery as FindData, Language } from '../generated/graphql';
import { FindQuery } from '../graphql/queries';
import { useLive } from '../live';
import { useSpeech } from '../words';
import { asSuggestion, keepOrder, NOTHING_SHOWN, type Shown } from './model';

type Matches = Extract<FindData['findExperts'], { __typename: 'ExpertMatches' }>;
export type Matter = Matches['matter'];
export type Found = {
  /** The matter as matched; null before the first answer. */
  matter: Matter | null;
  shown: Shown;
  /** Whether what is shown belongs to the words beside it. */
  fresh: boolean;
  problem: string | null;
  failed: boolean;
  hasMore: boolean;
  showBetter: () => void;
  showMore: () => void;
  again: () => void;
};

const DEBOUNCE = 90;
const REFRESH = 20_000;
const PAGE = 8;
const SHORTEST = 2;

type Answer = {
  key: string;
  matter: Matter | null;
  shown: Shown;
  problem: string | null;
  failed: boolean;
  hasMore: boolean;
};
const NO_ANSWER: Answer = {
  key: '',
  matter: null,
  shown: NOTHING_SHOWN,
  problem: null,
  failed: false,
  hasMore: false,
};

/** What is known beside the words: the case, or before there is one the channel. */
type Around = { caseId?: string; channel?: Channel };

/** Finds experts while one types; only the answer to the newest words is ever shown. */
export function useFind(
  words: string,
  issueTypeId: string | null,
  language: Language,
  { caseId, channel }: Around,
): Found {
  const client = useClient();
  const { say } = useSpeech();
  const { listen } = useLive();
  const [answer, setAnswer] = useState<Answer>(NO_ANSWER);
  const [pages, setPages] = useState({ key: '', size: PAGE });
  const stopLast = useRef<() => void>(() => undefined);

  const matter = words.trim().replace(/\s+/g, ' ');
  const askable = matter.length >= SHORTEST || issueTypeId !== null;
  const key = askable ? JSON.stringify([matter, issueTypeId, language, caseId, channel]) : '';
  const size = pages.key === key ? pages.size : PAGE;

  const ask = useCallback(
    (first: number, widen: boolean) => {
      stopLast.current();
      if (!key) return;
      const variables = { matter: matter || null, issueTypeId, language, caseId, channel, first };
      const source = client.query(FindQuery, variables, { requestPolicy: 'network-only' });
      const subscription = source.subscribe((result) => {
        if (result.stale) return;
        // One answer a question; later cache refreshes of the client are not wanted here.
        queueMicrotask(() => subscription.unsubscribe());
        const found = result.data?.findExperts;
        setAnswer((old) => {
          if (found?.__typename !== 'ExpertMatches') {
            const problem = found ? say(found.message) : null;
            return { ...old, key, problem, failed: !found };
          }
          const fresh = [
            ...found.miniNetworks.map((line) => asSuggestion(line, say(line.miniNetwork.name))),
            ...found.experts.edges.map((edge) => edge.node),
          ];
          const same = old.key === key && !old.failed && !widen;
          return {
            key,
            matter: found.matter,
            shown: same ? keepOrder(old.shown, fresh) : { ...NOTHING_SHOWN, list: fresh },
            problem: null,
            failed: false,
            hasMore: found.experts.pageInfo.hasNextPage,
          };
        });
      });
      stopLast.current = () => subscription.unsubscribe();
    },
    [client, key, matter, issueTypeId, language, caseId, channel, say],
  );

  useEffect(() => {
    if (!key) {
      stopLast.current();
      return;
    }
    const timer = setTimeout(() => ask(PAGE, false), DEBOUNCE);
    return () => clearTimeout(timer);
  }, [key, ask]);

  useEffect(() => {
    const refresh = () => {
      if (document.visibilityState === 'visible') ask(size, false);
    };
    const timer = setInterval(refresh, REFRESH);
    const stop = listen((event) => {
      if (event.kind === 'PRESENCE_CHANGED') refresh();
    });
    return () => {
      clearInterval(timer);
      stop();
    };
  }, [ask, size, listen]);

  const showBetter = useCallback(() => {
    setAnswer((old) => ({ ...old, shown: { ...NOTHING_SHOWN, list: old.shown.waiting } }));
  }, []);
  const showMore = useCallback(() => {
    setPages({ key, size: size + PAGE });
    ask(size + PAGE, true);
  }, [ask, key, size]);
  const again = useCallback(() => ask(size, true), [ask, size]);

  const { matter: matched, shown, problem, failed, hasMore } = key ? answer : NO_ANSWER;
  return {
    matter: matched,
    shown,
    problem,
    failed,
    hasMore,
    fresh: !key || answer.key === key,
    showBetter,
    showMore,
    again,
  };
}
