/** Which days the page is about, as its address says it; pure. */

/** Months back that a choice covers, the running one included. */
export const CHOICES = { quarter: 3, half: 6, year: 12 } as const;
export type Choice = keyof typeof CHOICES;

export type Days = { from: string | null; to: string | null };
export type Period = {
  /** `all` has no bounds; `days` are those that somebody wrote. */
  choice: Choice | 'all' | 'days';
  days: Days;
  /** They end before they begin: nothing can be asked with them. */
  backwards: boolean;
};

const DAY = /^\d{4}-\d\d-\d\d$/;

export function periodOf(params: URLSearchParams, now: Date): Period {
  const choice = params.get('period');
  const from = dayOf(params.get('since'));
  const to = dayOf(params.get('until'));
  if (choice === 'days' || from || to) {
    const backwards = from !== null && to !== null && from > to;
    return { choice: 'days', days: { from, to }, backwards };
  }
  const known = (Object.keys(CHOICES) as Choice[]).find((one) => one === choice);
  if (!known) return { choice: 'all', days: { from: null, to: null }, backwards: false };
  return {
    choice: known,
    days: { from: startOf(now, CHOICES[known]), to: null },
    backwards: false,
  };
}

/** The address of a period, beside whatever else stands in it. */
export function put(params: URLSearchParams, choice: Period['choice'], days: Days): void {
  for (const name of ['period', 'since', 'until']) params.delete(name);
  if (choice !== 'all') params.set('period', choice);
  if (choice !== 'days') return;
  if (days.from) params.set('since', days.from);
  if (days.to) params.set('until', days.to);
}

/** A day that is one; what is half written or of no calendar is none. */
function dayOf(text: string | null): string | null {
  if (!text || !DAY.test(text)) return null;
  const at = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text ? null : text;
}

/** The 4th, because the service counts whole ISO weeks: it lies in its month's first one always. */
function startOf(now: Date, months: number): string {
  const start = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months + 1, 4));
  return start.toISOString().slice(0, 10);
}
