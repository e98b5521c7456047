/** The title of the window: how many offers wait, then the page. */
import { useEffect } from 'react';

let page = '';
let count = 0;

function show() {
  const name = page ? `${page} · netsvc` : 'netsvc';
  document.title = count > 0 ? `(${count}) ${name}` : name;
}

export function useTitle(title: string) {
  useEffect(() => {
    page = title;
    show();
  }, [title]);
}

/** What waits, before every title while it waits. */
export function useCounted(waiting: number) {
  useEffect(() => {
    count = waiting;
    show();
    return () => {
      count = 0;
      show();
    };
  }, [waiting]);
}
