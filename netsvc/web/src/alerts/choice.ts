/** What this person wants to hear and see of new offers, on this machine. */
import { useSyncExternalStore } from 'react';

export type Choice = { sound: boolean; desktop: boolean };

const STORED = 'netsvc.alerts';
const QUIET: Choice = { sound: false, desktop: false };
const listeners = new Set<() => void>();
let choice = read();

function read(): Choice {
  try {
    const kept = JSON.parse(localStorage.getItem(STORED) ?? '{}') as Partial<Choice>;
    return { sound: kept.sound === true, desktop: kept.desktop === true };
  } catch {
    return QUIET;
  }
}

export function choose(next: Partial<Choice>): void {
  choice = { ...choice, ...next };
  localStorage.setItem(STORED, JSON.stringify(choice));
  for (const listener of listeners) listener();
}

export function useChoice(): Choice {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => choice,
  );
}

/** Whether this browser can show desktop notifications, and whether it was let. */
export function desktopState(): 'missing' | 'granted' | 'denied' | 'default' {
  return 'Notification' in window ? Notification.permission : 'missing';
}
