import { useSearchParams } from 'wouter';

/** Asks what opening or closing the link of two units would change, and goes there. */
export function useWhatIf(): (kind: 'open' | 'close', one: string, other: string) => void {
  const [, setParams] = useSearchParams();
  return (kind, one, other) => {
    setParams(
      (old) => {
        const next = new URLSearchParams(old);
        next.set('whatif', kind);
        next.set('one', one);
        next.set('other', other);
        return next;
      },
      { replace: true },
    );
    document.getElementById('what-if')?.focus();
  };
}
