import type {
  ExperimentAllocation,
  ExperimentDenominator,
  ExperimentGuardrail,
  ExperimentInput,
  ExperimentView,
  PilotDraftQuery as Data,
  Role,
} from '../generated/graphql';
import type { LocalText } from '../words';

export type Named = { id: string; name: LocalText };
export type Plan = {
  name: LocalText;
  question: LocalText;
  change: LocalText;
  networks: Named[];
  types: Named[];
  treated: Named[];
  comparison: Named[];
  teams: boolean;
  teamSize: string;
  lot: boolean;
  seed: string;
  view: ExperimentView;
  denominator: ExperimentDenominator;
  windowDays: string;
  start: string;
  baselineWeeks: string;
  weeks: string;
  looks: string;
  /** Percentage points, as typed. */
  worth: string;
  tolerances: Record<ExperimentGuardrail, string>;
  meaning: Record<'AGENT' | 'EXPERT', LocalText>;
};
export const EMPTY: LocalText = { fi: '', sv: '', en: '' };
export const TOUCHED = ['AGENT', 'EXPERT'] as const satisfies readonly Role[];
const WEEK = 7;
const GUARDRAILS = [
  'REDIRECTS',
  'REPEAT_CONTACTS',
  'HOURS_TO_RESOLUTION',
  'EXPERT_LOAD',
  'COMPARISON_UNITS',
  'PULSE',
] as const satisfies readonly ExperimentGuardrail[];

/** Hours and points of the pulse are typed as they are kept, shares and numbers a case in hundredths. */
const typedAs = (guardrail: ExperimentGuardrail) =>
  guardrail === 'HOURS_TO_RESOLUTION' || guardrail === 'PULSE' ? 1 : 100;

/** A plain day moved by days; days know no time zone. */
export function moved(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

export const apart = (from: string, to: string) =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);

/** A number as people type it, with a comma or a point; null where it is none. */
export function read(typed: string): number | null {
  const text = typed.trim().replace(',', '.').replace('−', '-');
  return text === '' || !Number.isFinite(Number(text)) ? null : Number(text);
}

/** The first Monday at least two weeks ahead: there is time to tell everybody. */
export function nextStart(today: string): string {
  const ahead = moved(today, 2 * WEEK);
  const weekday = (new Date(`${ahead}T00:00:00Z`).getUTCDay() + 6) % WEEK;
  return moved(ahead, (WEEK - weekday) % WEEK);
}

export function fresh(today: string, seed: number): Plan {
  return {
    name: EMPTY,
    question: EMPTY,
    change: EMPTY,
    networks: [],
    types: [],
    treated: [],
    comparison: [],
    teams: false,
    teamSize: '5',
    lot: false,
    seed: String(seed),
    view: 'CUSTOMER',
    denominator: 'NET',
    windowDays: '7',
    start: nextStart(today),
    baselineWeeks: '12',
    weeks: '12',
    looks: '3',
    worth: '5',
    tolerances: {
      REDIRECTS: '0',
      REPEAT_CONTACTS: '0',
      HOURS_TO_RESOLUTION: '0',
      EXPERT_LOAD: '50',
      COMPARISON_UNITS: '5',
      PULSE: '0.5',
    },
    meaning: { AGENT: EMPTY, EXPERT: EMPTY },
  };
}

export type NetworkLike = Named & {
  covers: readonly Named[];
  members: readonly { units: readonly Named[] }[];
};

/** A plan that tries a mini-network where its members work, with what it takes. */
export function ofNetwork(network: NetworkLike, plan: Plan): Plan {
  const { id, name, covers, members } = network;
  const named = (one: Named): Named => ({ id: one.id, name: one.name });
  const homes = members.flatMap((member) => member.units.slice(0, 1));
  return {
    ...plan,
    name,
    networks: [{ id, name }],
    types: covers.map(named),
    treated: [...new Map(homes.map((unit) => [unit.id, named(unit)])).values()],
  };
}

/** A draft as it was saved; what it does not say yet is as in a fresh one. */
export function planOf(saved: NonNullable<Data['experiment']>, today: string): Plan {
  const base = fresh(today, saved.seed);
  const { start, end, baselineStart } = saved;
  const tolerances = { ...base.tolerances };
  for (const one of saved.guardrails) {
    const size = one.tolerance * typedAs(one.guardrail);
    tolerances[one.guardrail] = String(Math.round(size * 100) / 100);
  }
  const said = (role: Role) => saved.meaning.find((part) => part.role === role)?.text ?? EMPTY;
  return {
    ...base,
    name: saved.name,
    question: saved.question,
    change: saved.change,
    networks: saved.miniNetworks,
    types: saved.issueTypes,
    treated: saved.treatedUnits,
    comparison: saved.comparisonUnits,
    teams: saved.teamSize != null,
    teamSize: String(saved.teamSize ?? 5),
    lot: saved.allocation === 'RANDOM',
    view: saved.measure.view,
    denominator: saved.measure.denominator,
    windowDays: String(saved.measure.windowDays),
    start: start ?? base.start,
    baselineWeeks:
      start && baselineStart ? String(apart(baselineStart, start) / WEEK) : base.baselineWeeks,
    weeks: start && end ? String(apart(start, end) / WEEK) : base.weeks,
    looks: String(saved.looks.length || 3),
    worth: saved.smallestEffect ? String(Math.round(saved.smallestEffect * 1000) / 10) : base.worth,
    tolerances,
    meaning: { AGENT: said('AGENT'), EXPERT: said('EXPERT') },
  };
}

/** Days of looks spread evenly over the weeks, the last when every case is mature. */
export function looksOf(plan: Plan): string[] {
  const weeks = read(plan.weeks) ?? 0;
  const count = Math.max(1, Math.min(5, Math.round(read(plan.looks) ?? 3), weeks));
  const window = read(plan.windowDays) ?? 7;
  if (!plan.start || weeks <= 0) return [];
  return Array.from({ length: count }, (_, place) =>
    moved(plan.start, Math.max(1, Math.round((weeks * (place + 1)) / count)) * WEEK + window),
  );
}

export function inputOf(plan: Plan): ExperimentInput {
  const weeks = read(plan.weeks);
  const before = read(plan.baselineWeeks);
  const worth = read(plan.worth);
  const allocation: ExperimentAllocation = plan.lot ? 'RANDOM' : 'CHOSEN';
  const ids = (some: readonly Named[]) => some.map((one) => one.id);
  const filled = TOUCHED.filter((role) =>
    Object.values(plan.meaning[role]).some((one) => one.trim()),
  );
  return {
    name: only(plan.name),
    question: only(plan.question),
    change: only(plan.change),
    miniNetworkIds: ids(plan.networks),
    issueTypeIds: ids(plan.types),
    treatedUnitIds: ids(plan.treated),
    comparisonUnitIds: ids(plan.comparison),
    teamSize: plan.teams ? Math.round(read(plan.teamSize) ?? 0) : null,
    allocation,
    seed: Math.round(read(plan.seed) ?? 1),
    measure: {
      view: plan.view,
      denominator: plan.denominator,
      windowDays: Math.round(read(plan.windowDays) ?? 0),
    },
    smallestEffect: worth === null ? null : Math.round(worth * 1e6) / 1e8,
    guardrails: GUARDRAILS.map((guardrail) => {
      const size = read(plan.tolerances[guardrail]) ?? 0;
      return { guardrail, tolerance: size / typedAs(guardrail) };
    }),
    baselineStart: plan.start && before ? moved(plan.start, -Math.round(before) * WEEK) : null,
    start: plan.start || null,
    end: plan.start && weeks ? moved(plan.start, Math.round(weeks) * WEEK) : null,
    looks: looksOf(plan),
    meaning: filled.map((role) => ({ role, text: only(plan.meaning[role]) })),
  };
}

const only = ({ fi, sv, en }: LocalText): LocalText => ({ fi, sv, en });
