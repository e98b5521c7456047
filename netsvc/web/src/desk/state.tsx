import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useReducer,
  useRef,
  type Dispatch,
  type ReactNode,
} from 'react';
import { useLocation } from 'wouter';
import { OpenConference } from '../after/queries';
import { useUndo } from '../after/undo';
import { elseAnew, newKey, useCommand } from '../commands';
import type { HandoverKind, PromiseInput, RedirectReason } from '../generated/graphql';
import {
  EndContact,
  OfferHandover,
  OfferToMiniNetwork,
  OpenCase,
  RecordRedirect,
  ResolveCase,
  WithdrawHandover,
} from '../graphql/commands';
import { useLive } from '../live';
import { useMe } from '../me';
import { entries } from '../packet/values';
import { useSpeech } from '../words';
import { useAnswers } from './answers';
import { forgetWithOthers, keepDraft, readDraft } from './drafts';
import {
  openingOf,
  packetFields,
  pressOf,
  type Action,
  type Desk,
  type IssueType,
  type OpenedCase,
  type Press,
} from './model';
import { activeTab, oneTab, stepTabs, type Tab, type Tabs, type TabsAction } from './tabs';

/** Who is asked after the chosen one, how many at once, and what the customer is promised. */
export type HandingOver = {
  /** Somebody else than the chosen one. */
  to?: string;
  /** A mini-network, instead of a person. */
  networkId?: string;
  next: string[];
  atOnce: number;
  promise?: PromiseInput;
};
type Actions = {
  /** The case in hand, opened now if it was not yet; null where that did not work. */
  open: (issueType: IssueType | null) => Promise<OpenedCase | null>;
  handOver: (
    kind: HandoverKind,
    issueType: IssueType | null,
    how?: HandingOver,
  ) => Promise<boolean>;
  withdraw: () => Promise<void>;
  /** Takes a case that would go round in a circle to who names its owner. */
  confer: () => Promise<void>;
  resolveMyself: (issueType: IssueType | null) => Promise<void>;
  redirect: (
    issueType: IssueType | null,
    reason: RedirectReason,
    towardUnitId: string | null,
    note: string,
  ) => Promise<boolean>;
  /** Ends the contact and clears the tab; false where the contact could not be ended. */
  nextCustomer: () => Promise<boolean>;
  sameCustomer: () => void;
};
type Refused = { problem: string; kind?: string; towardId?: string } | { unsure: true };
/** Refusals of ending a contact after which there is nothing left to end. */
const OVER: ReadonlySet<string> = new Set(['WrongState', 'NotYours', 'NotFound']);
type DeskStore = { desk: Desk; dispatch: Dispatch<Action>; actions: Actions };
type TabsStore = { tabs: Tabs; send: Dispatch<TabsAction> };

const DeskContext = createContext<DeskStore | null>(null);
const TabsContext = createContext<TabsStore | null>(null);

/**
 * The desk's state lives above the pages: looking at a case does not lose the customer. What the
 * pages see is the tab in front; the others go on being followed.
 */
export function DeskProvider({ children }: { children: ReactNode }) {
  const { language } = useSpeech();
  const me = useMe().expert.id;
  const [tabs, send] = useReducer(
    stepTabs,
    null,
    () => readDraft(me) ?? oneTab(newKey(), language),
  );
  const { id, desk } = activeTab(tabs);
  const dispatch = useTab(id, send);
  const actions = useActions(desk, dispatch);
  useEffect(() => keepDraft(tabs, me), [tabs, me]);
  useEffect(forgetWithOthers, []);

  const store = useMemo(() => ({ desk, dispatch, actions }), [desk, dispatch, actions]);
  const all = useMemo(() => ({ tabs, send }), [tabs]);
  return (
    <TabsContext value={all}>
      <DeskContext value={store}>
        {tabs.list.map((tab) => (
          <Followed key={tab.id} tab={tab} send={send} />
        ))}
        {children}
      </DeskContext>
    </TabsContext>
  );
}

/** What is done in a tab stays in it, also when the answer comes while another is in front. */
function useTab(id: string, send: Dispatch<TabsAction>): Dispatch<Action> {
  return useCallback((action) => send({ tab: 'step', id, action }), [id, send]);
}

function Followed({ tab, send }: { tab: Tab; send: Dispatch<TabsAction> }) {
  useAnswers(tab.desk, useTab(tab.id, send));
  return null;
}

export function useTabs(): TabsStore {
  const store = useContext(TabsContext);
  if (!store) throw new Error('useTabs is used outside DeskProvider');
  return store;
}

export function useDesk(): DeskStore {
  const store = useContext(DeskContext);
  if (!store) throw new Error('useDesk is used outside DeskProvider');
  return store;
}

function useActions(desk: Desk, dispatch: Dispatch<Action>): Actions {
  const run = useCommand();
  const { words, language, locale } = useSpeech();
  const { refresh } = useLive();
  const offerUndo = useUndo();
  const [, navigate] = useLocation();

  // pressed twice, the second must not clear what is written after the first
  const ending = useRef(new Set<string>());
  const problemOf = useCallback(
    (answer: Refused) =>
      'unsure' in answer ? words.common.unsure : answer.problem || words.common.problem,
    [words],
  );
  const complain = useCallback(
    (answer: Refused) => {
      const problem = problemOf(answer);
      const loops = 'kind' in answer && answer.kind === 'WouldLoop';
      const loop = loops ? { towardId: answer.towardId ?? null } : null;
      dispatch({ do: 'fail', problem, loop, unsure: 'unsure' in answer });
    },
    [dispatch, problemOf],
  );

  const slip = useCallback(
    (key: string, said: string, caseId: string) =>
      offerUndo({ key, said, undone: () => navigate(`/cases/${encodeURIComponent(caseId)}`) }),
    [offerUndo, navigate],
  );

  // the key is chosen before the case is opened: the page may go at any moment after that
  const press = useCallback(
    (what: string, next?: string[]): Press => {
      const pressed = pressOf(desk, what, newKey(), next);
      dispatch({ do: 'send', press: pressed });
      return pressed;
    },
    [desk, dispatch],
  );

  const opened = useCallback(
    async (issueType: IssueType | null): Promise<OpenedCase | null> => {
      if (desk.opened) return desk.opened;
      const input = {
        words: desk.matter.trim(),
        language: desk.language,
        channel: desk.channel,
        issueTypeId: issueType?.id ?? null,
        customerNumber: desk.customerNumber.trim() || null,
        contactId: desk.contactId,
      };
      const opening = openingOf(desk, newKey());
      dispatch({ do: 'opening', opening });
      const answer = await run(OpenCase, { input }, (data) => data.openCase, opening.key);
      if (!('good' in answer)) {
        // the first press arrived with something that the page has forgotten since
        const before = 'kind' in answer && answer.kind === 'KeyReused';
        complain(before ? { problem: words.desk.openedBefore } : answer);
        if (!('unsure' in answer)) dispatch({ do: 'opening', opening: null });
        return null;
      }
      dispatch({ do: 'opened', opened: answer.good });
      return answer.good;
    },
    [desk, run, dispatch, complain, words],
  );

  return useMemo<Actions>(
    () => ({
      open: opened,
      handOver: async (kind, issueType, how) => {
        const { line, expert } = desk.chosen ?? {};
        const networkId = how?.networkId ?? (line && !how?.to ? expert?.id : undefined);
        const to = networkId ?? how?.to ?? expert?.id;
        if (!to || desk.stage === 'sending' || desk.stage === 'offered') return false;
        const { key, next } = press(`offer ${kind} ${to} ${how?.atOnce ?? ''}`, how?.next);
        const matter = await opened(issueType);
        if (!matter) return false;
        const fields = packetFields({ ...desk, opened: matter }, issueType);
        const packet = entries(fields, desk.packet, locale);
        const promise = how?.promise ?? null;
        const turn = how ? { nextExpertIds: next, atOnce: how.atOnce, promise } : {};
        const offer = (kept?: string) =>
          networkId
            ? run(
                OfferToMiniNetwork,
                { caseId: matter.id, miniNetworkId: networkId, kind, packet, promise },
                (data) => data.offerToMiniNetwork,
                kept,
              )
            : run(
                OfferHandover,
                { caseId: matter.id, toExpertId: to, kind, packet, ...turn },
                (data) => data.offerHandover,
                kept,
              );
        const answer = await elseAnew(offer, key);
        if (!('good' in answer)) {
          complain(answer);
          return false;
        }
        dispatch({ do: 'offered', offer: answer.good });
        refresh();
        return true;
      },
      withdraw: async () => {
        if (!desk.offer) return;
        const answer = await run(
          WithdrawHandover,
          { handoverId: desk.offer.id },
          (data) => data.withdrawHandover,
        );
        if ('good' in answer) dispatch({ do: 'answered', offer: answer.good });
        else dispatch({ do: 'complain', problem: problemOf(answer) });
        refresh();
      },
      confer: async () => {
        if (!desk.opened || !desk.loop) return;
        const { loop } = desk;
        const answer = await run(
          OpenConference,
          { caseId: desk.opened.id, towardExpertId: loop.towardId },
          (data) => data.openConference,
        );
        if ('good' in answer) dispatch({ do: 'finish', stage: 'conference' });
        else complain(answer);
        refresh();
      },
      resolveMyself: async (issueType) => {
        const { key } = press('resolve');
        const matter = await opened(issueType);
        if (!matter) return;
        const resolve = (kept?: string) =>
          run(ResolveCase, { caseId: matter.id }, (data) => data.resolveCase, kept);
        let answer = await resolve(key);
        // resolved by the first press, and opened again since
        if ('good' in answer && answer.good.state !== 'RESOLVED') answer = await resolve();
        if (!('good' in answer)) {
          complain(answer);
          return;
        }
        dispatch({ do: 'finish', stage: 'resolved' });
        slip(answer.key, words.after.done.resolved, matter.id);
        refresh();
      },
      redirect: async (issueType, reason, towardUnitId, note) => {
        const { key } = press(`redirect ${reason} ${towardUnitId ?? ''}`);
        const matter = await opened(issueType);
        if (!matter) return false;
        const variables = { caseId: matter.id, reason, towardUnitId, note: note.trim() || null };
        const record = (kept?: string) =>
          run(RecordRedirect, variables, (data) => data.recordRedirect, kept);
        const answer = await elseAnew(record, key);
        if (!('good' in answer)) {
          complain(answer);
          return false;
        }
        dispatch({ do: 'finish', stage: 'redirected' });
        slip(answer.key, words.after.done.redirected, matter.id);
        refresh();
        return true;
      },
      nextCustomer: async () => {
        const contact = desk.opened?.contact;
        if (contact && !contact.endedAt) {
          if (ending.current.has(contact.id)) return false;
          ending.current.add(contact.id);
          const answer = await run(
            EndContact,
            { contactId: contact.id },
            (data) => data.endContact,
          );
          ending.current.delete(contact.id);
          // one that has ended already, or is somebody else's, holds nobody here
          const over = 'good' in answer || ('kind' in answer && OVER.has(answer.kind ?? ''));
          if (!over) {
            dispatch({ do: 'complain', problem: words.desk.notEnded(problemOf(answer)) });
            return false;
          }
        }
        dispatch({ do: 'next', keepContact: false, language });
        refresh();
        return true;
      },
      sameCustomer: () => dispatch({ do: 'next', keepContact: true, language }),
    }),
    [
      desk,
      run,
      press,
      opened,
      complain,
      problemOf,
      dispatch,
      language,
      locale,
      refresh,
      slip,
      words,
    ],
  );
}
