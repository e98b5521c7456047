import { useSearchParams } from 'wouter';

/**
 * The page's state as its address says it, so that it can be sent to somebody, and how to change
 * it. What else stands in the address stays, and the way back leads to the page before.
 */
export function useAddress(): [URLSearchParams, (change: (next: URLSearchParams) => void) => void] {
  const [params, setParams] = useSearchParams();
  const put = (change: (next: URLSearchParams) => void) =>
    setParams(
      (old) => {
        const next = new URLSearchParams(old);
        change(next);
        return next;
      },
      { replace: true },
    );
  return [params, put];
}
