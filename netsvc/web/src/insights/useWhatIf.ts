import { useAddress } from './useAddress';

/** Asks what opening or closing the link of two units would change, and goes there. */
export function useWhatIf(): (kind: 'open' | 'close', one: string, other: string) => void {
  const [, put] = useAddress();
  return (kind, one, other) => {
    put((next) => {
      next.set('whatif', kind);
      next.set('one', one);
      next.set('other', other);
    });
    document.getElementById('what-if')?.focus();
  };
}
