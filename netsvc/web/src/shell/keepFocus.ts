import { useEffect } from 'react';

const canTake = (element: HTMLElement) => element.isConnected && !element.matches(':disabled');

/**
 * Never leaves a keyboard or a screen reader nowhere. What had the focus and went away (an offer that
 * was answered, a link that led to another page) hands it on to the page's heading; a button that was
 * only busy has it again.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    let last: HTMLElement | null = null;
    let frame = 0;
    const onFocus = ({ target }: FocusEvent) => {
      last = target instanceof HTMLElement && target.closest('main') ? target : null;
    };
    // somebody who points at nothing wants the focus nowhere
    const onPointer = () => {
      last = null;
    };
    const look = () => {
      frame = 0;
      if (!last || document.activeElement !== document.body) return;
      if (document.querySelector('[role=dialog]')) return;
      if (last.isConnected) {
        if (canTake(last)) last.focus({ preventScroll: true });
        return;
      }
      const heading = document.querySelector<HTMLElement>('main h1');
      if (!heading) return;
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
      last = null;
    };
    const observer = new MutationObserver(() => {
      if (last && frame === 0) frame = requestAnimationFrame(look);
    });
    observer.observe(document.body, {
      childList: true,
      subtree: true,
      attributes: true,
      attributeFilter: ['disabled'],
    });
    document.addEventListener('focusin', onFocus);
    document.addEventListener('pointerdown', onPointer, true);
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame);
      document.removeEventListener('focusin', onFocus);
      document.removeEventListener('pointerdown', onPointer, true);
    };
  }, []);
}
