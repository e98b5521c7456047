import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from 'react';
import { stringifyDocument } from '@urql/core';
import { useQuery } from 'urql';
import { createStreamClient } from './client';
import { InboxEvents } from './graphql/commands';
import { InboxQuery } from './graphql/queries';
import { useMe } from './me';
import { CASE_ROLES, has } from './roles';
import { readSession } from './session';
import { useLast } from './ui/last';
import type { InboxEventsSubscription, InboxQuery as InboxData } from './generated/graphql';

export type LiveEvent = InboxEventsSubscription['inboxEvents'];
export type Inbox = InboxData['inbox'];
export type Asks = InboxData['asks'];
type Listener = (event: LiveEvent) => void;
type Live = {
  connected: boolean;
  /** Counts the connections made, so that pages can catch up after a gap. */
  connection: number;
  inbox: Inbox | null;
  /** Questions to this person and from them. */
  asks: Asks | null;
  failed: boolean;
  refresh: () => void;
  listen: (listener: Listener) => () => void;
};

const LiveContext = createContext<Live | null>(null);
const FIRST_WAIT = 500;
const LONGEST_WAIT = 8_000;

/** Keeps one stream of events open and resumes it after the last event seen. */
function useStream(after: number | null, onEvent: Listener, runOut: () => void) {
  const [state, setState] = useState({ connected: true, connection: 0 });
  const last = useRef(-1);
  const started = after !== null;

  useEffect(() => {
    if (after !== null) last.current = Math.max(last.current, after);
  }, [after]);

  useEffect(() => {
    if (!started) return;
    const stream = createStreamClient();
    let stop = false;
    let wait = FIRST_WAIT;
    let timer = 0;
    let release: () => void = () => undefined;
    stream.on('connected', () => {
      wait = FIRST_WAIT;
      setState((old) => ({ connected: true, connection: old.connection + 1 }));
    });
    const open = () => {
      const again = () => {
        if (stop) return;
        setState((old) => ({ ...old, connected: false }));
        // a stream also ends with the sign-in, and then no waiting brings it back
        readSession().then(
          ({ signedIn }) => {
            if (!signedIn && !stop) runOut();
          },
          () => undefined,
        );
        timer = window.setTimeout(open, wait);
        wait = Math.min(wait * 2, LONGEST_WAIT);
      };
      release = stream.subscribe<InboxEventsSubscription>(
        { query: stringifyDocument(InboxEvents), variables: { after: Math.max(0, last.current) } },
        {
          next: ({ data }) => {
            if (!data || data.inboxEvents.seq <= last.current) return;
            last.current = data.inboxEvents.seq;
            onEvent(data.inboxEvents);
          },
          error: again,
          complete: again,
        },
      );
    };
    const now = () => {
      window.clearTimeout(timer);
      release();
      wait = FIRST_WAIT;
      open();
    };
    const lost = () => stream.terminate();
    open();
    window.addEventListener('online', now);
    window.addEventListener('offline', lost);
    return () => {
      stop = true;
      window.removeEventListener('online', now);
      window.removeEventListener('offline', lost);
      window.clearTimeout(timer);
      release();
      void stream.dispose();
    };
  }, [started, onEvent, runOut]);
  return state;
}

function onNetwork(changed: () => void): () => void {
  window.addEventListener('online', changed);
  window.addEventListener('offline', changed);
  return () => {
    window.removeEventListener('online', changed);
    window.removeEventListener('offline', changed);
  };
}

const useOnline = () => useSyncExternalStore(onNetwork, () => navigator.onLine);

type ProviderProps = {
  /** Called once the service says that the sign-in is over. */
  runOut: () => void;
  children: ReactNode;
};

export function LiveProvider({ runOut, children }: ProviderProps) {
  const handlesCases = has(useMe().roles, CASE_ROLES);
  const [{ data: now, error }, execute] = useQuery({ query: InboxQuery, pause: !handlesCases });
  const data = useLast(now);
  const listeners = useRef(new Set<Listener>());
  const refresh = useCallback(() => {
    if (handlesCases) execute({ requestPolicy: 'network-only' });
  }, [execute, handlesCases]);
  const onEvent = useCallback(
    (event: LiveEvent) => {
      refresh();
      for (const listener of listeners.current) listener(event);
    },
    [refresh],
  );
  const { connected: streaming, connection } = useStream(
    data ? data.inbox.lastSeq : null,
    onEvent,
    runOut,
  );

  // who has no inbox has no stream, and is told of a lost network all the same
  const online = useOnline();
  const connected = streaming && online;

  useEffect(() => {
    if (connection > 1) refresh();
  }, [connection, refresh]);

  const listen = useCallback((listener: Listener) => {
    listeners.current.add(listener);
    return () => void listeners.current.delete(listener);
  }, []);
  const inbox = data?.inbox ?? null;
  const asks = data?.asks ?? null;
  const failed = Boolean(error) && !inbox;
  const live = useMemo(
    () => ({ connected, connection, inbox, asks, failed, refresh, listen }),
    [connected, connection, inbox, asks, failed, refresh, listen],
  );
  return <LiveContext value={live}>{children}</LiveContext>;
}

export function useLive(): Live {
  const live = useContext(LiveContext);
  if (!live) throw new Error('useLive is used outside LiveProvider');
  return live;
}
