import type { Role } from './generated/graphql';

/** Whose each page is; the service checks every operation itself. */
export const DESK_ROLES: readonly Role[] = ['AGENT'];
export const CASE_ROLES: readonly Role[] = ['AGENT', 'EXPERT'];
export const DECIDER_ROLES: readonly Role[] = ['MANAGER', 'ADMINISTRATOR'];
export const TAXONOMY_ROLES: readonly Role[] = ['MANAGER', 'ADMINISTRATOR'];
export const EVIDENCE_ROLES: readonly Role[] = [...CASE_ROLES, ...DECIDER_ROLES];
export const NETWORK_ROLES: readonly Role[] = ['MANAGER', 'PILOT_LEAD', 'ADMINISTRATOR'];

export const LEAD_ROLES: readonly Role[] = ['PILOT_LEAD'];

export const has = (roles: readonly Role[], some: readonly Role[]) =>
  roles.some((role) => some.includes(role));

export type Page =
  | 'desk'
  | 'inbox'
  | 'cases'
  | 'notes'
  | 'network'
  | 'mininetworks'
  | 'pilots'
  | 'evidence'
  | 'taxonomy'
  | 'dryrun';

/** The pages in the navigation of somebody with these roles; the first is where they start. */
export function pagesFor(roles: readonly Role[]): Page[] {
  return [
    ...(has(roles, DESK_ROLES) ? (['desk'] as const) : []),
    ...(has(roles, CASE_ROLES) ? (['inbox', 'cases', 'notes'] as const) : []),
    ...(has(roles, NETWORK_ROLES) ? (['network'] as const) : []),
    'mininetworks',
    ...(has(roles, NETWORK_ROLES) ? (['pilots'] as const) : []),
    ...(has(roles, TAXONOMY_ROLES) ? (['taxonomy'] as const) : []),
    ...(has(roles, EVIDENCE_ROLES) ? (['evidence'] as const) : []),
    ...(has(roles, NETWORK_ROLES) ? (['dryrun'] as const) : []),
  ];
}
