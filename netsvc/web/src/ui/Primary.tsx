import { Button, type ButtonProps } from '@mantine/core';
import {
  createContext,
  useContext,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
  type ComponentPropsWithoutRef,
  type ReactNode,
} from 'react';

type Entry = { rank: number; element: HTMLElement };

/** The buttons in sight that may be the one to press now. */
class Candidates {
  private readonly entries = new Set<Entry>();
  private readonly listeners = new Set<() => void>();
  private first: HTMLElement | null = null;

  readonly winner = () => this.first;

  readonly listen = (listener: () => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  /** Adds one; returns how to take it away. */
  add(entry: Entry): () => void {
    this.entries.add(entry);
    this.settle();
    return () => {
      this.entries.delete(entry);
      this.settle();
    };
  }

  private settle() {
    const [first] = [...this.entries].sort(
      (a, b) =>
        a.rank - b.rank ||
        (a.element.compareDocumentPosition(b.element) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1),
    );
    if ((first?.element ?? null) === this.first) return;
    this.first = first?.element ?? null;
    for (const listener of this.listeners) listener();
  }
}

const CandidatesContext = createContext<Candidates | null>(null);

/** Within it one button at most is drawn as the one to press now. */
export function OnePrimary({ children }: { children: ReactNode }) {
  const [candidates] = useState(() => new Candidates());
  return <CandidatesContext value={candidates}>{children}</CandidatesContext>;
}

type Props = ButtonProps &
  ComponentPropsWithoutRef<'button'> & {
    /** The lowest in sight is the primary one; of equals the first on the page. */
    rank: number;
  };

/** A button that is the primary one unless a more urgent one is in sight. */
export function PrimaryButton({ rank, ...props }: Props) {
  const candidates = useContext(CandidatesContext);
  if (!candidates) throw new Error('PrimaryButton is used outside OnePrimary');
  const button = useRef<HTMLButtonElement>(null);
  const [element, setElement] = useState<HTMLElement | null>(null);
  const winner = useSyncExternalStore(candidates.listen, candidates.winner);
  useLayoutEffect(() => {
    if (!button.current) return;
    setElement(button.current);
    return candidates.add({ rank, element: button.current });
  }, [candidates, rank]);
  const primary = element !== null && winner === element;
  return <Button ref={button} variant={primary ? 'filled' : 'default'} {...props} />;
}

/** What is most urgent on the desk, the inbox and the page of a case comes first. */
export const RANK = {
  backHere: 0,
  asking: 1,
  confer: 2,
  promise: 3,
  offer: 4,
  question: 5,
  conference: 6,
  helped: 7,
  next: 8,
  usual: 9,
} as const;
