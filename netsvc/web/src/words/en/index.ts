import type {
  CaseFilter,
  CaseState,
  Certainty,
  Channel,
  DeclineReason,
  HandoverState,
  Language,
  Presence,
  RedirectReason,
  Role,
} from '../../generated/graphql';
import { after } from './after';
import { asked } from './asked';
import { asks } from './asks';
import { availability } from './availability';
import { alerts } from './alerts';
import { behind } from './behind';
import { bridges } from './bridges';
import { oneCase } from './case';
import { cases } from './cases';
import { changes } from './changes';
import { common } from './common';
import { contact } from './contact';
import { voice } from './voice';
import { whatIf } from './whatIf';
import { desk } from './desk';
import { directory } from './directory';
import { dryrun } from './dryrun';
import { evidence } from './evidence';
import { figures } from './figures';
import { health } from './health';
import { inbox } from './inbox';
import { insights } from './insights';
import { links } from './links';
import { map } from './map';
import { mininetworks } from './mininetworks';
import { issueTypes } from './issueTypes';
import { nav } from './nav';
import { notes } from './notes';
import { packet } from './packet';
import { offering } from './offering';
import { palette } from './palette';
import { period } from './period';
import { pictures } from './pictures';
import { pilots } from './pilots';
import { position } from './position';
import { planning } from './planning';
import { shell } from './shell';
import { shortages } from './shortages';
import { taxonomy } from './taxonomy';
import { signIn } from './signIn';
import { tabs } from './tabs';

const languages: Record<Language, string> = { FI: 'Finnish', SV: 'Swedish', EN: 'English' };
const inLanguage: Record<Language, string> = {
  FI: 'in Finnish',
  SV: 'in Swedish',
  EN: 'in English',
};
const presence: Record<Presence, string> = {
  AVAILABLE: 'free',
  BUSY: 'busy',
  AWAY: 'away',
  DO_NOT_DISTURB: 'do not disturb',
};
const roles: Record<Role, string> = {
  AGENT: 'Agent',
  EXPERT: 'Expert',
  MANAGER: 'Manager',
  PILOT_LEAD: 'Pilot lead',
  ADMINISTRATOR: 'Administrator',
};
const channels: Record<Channel, string> = {
  PHONE: 'phone',
  VISIT: 'visit',
  CHAT: 'chat',
  MESSAGE: 'message',
  FORM: 'form',
  OTHER: 'other channel',
};
const caseStates: Record<CaseState, string> = {
  OPEN: 'open',
  IN_CONTACT: 'with the customer now',
  WAITING: 'waiting',
  RESOLVED: 'resolved',
  CLOSED_UNRESOLVED: 'closed unresolved',
  REOPENED: 'reopened',
};
const handoverStates: Record<HandoverState, string> = {
  OFFERED: 'waiting for an answer',
  ACCEPTED: 'accepted',
  DECLINED: 'declined',
  EXPIRED: 'no answer in time',
  WITHDRAWN: 'withdrawn',
  FORWARDED: 'passed on',
  RETURNED: 'returned',
};
const certainty: Record<Certainty, string> = {
  QUITE_SURE: 'quite sure',
  COULD_BE: 'could be either',
  DONT_KNOW: "don't know yet",
};
const declineReasons: Record<DeclineReason, string> = {
  NOT_MY_MATTER: 'not my matter',
  NO_CAPACITY: "can't take it now",
  ABSENT: 'not at work now',
  INFORMATION_MISSING: 'something is missing',
  CONFLICT_OF_INTEREST: 'a conflict of interest',
  SOMEBODY_BETTER: 'somebody else knows better',
};
const redirectReasons: Record<RedirectReason, string> = {
  NO_EXPERT_FOUND: 'I found nobody who resolves this',
  NOBODY_FREE: 'Nobody was free',
  OWN_WORK_FIRST: 'Other work had to come first',
  NOT_OUR_MATTER: 'It is not our matter',
  CUSTOMERS_WISH: 'The customer wanted it so',
  OUTSIDE_ORGANISATION: 'Another organisation handles it',
};
const caseFilters: Record<CaseFilter, string> = {
  MINE: 'Mine',
  MY_UNIT: "My unit's",
  WAITING: 'Waiting',
  OVERDUE: 'Overdue',
  ALL: 'All',
};

export const en = {
  languages,
  inLanguage,
  presence,
  roles,
  channels,
  caseStates,
  handoverStates,
  certainty,
  declineReasons,
  redirectReasons,
  caseFilters,
  nav,
  shell,
  shortages,
  changes,
  common,
  signIn,
  desk,
  health,
  inbox,
  cases,
  case: oneCase,
  directory,
  dryrun,
  evidence,
  taxonomy,
  offering,
  palette,
  period,
  pictures,
  pilots,
  position,
  planning,
  behind,
  bridges,
  figures,
  insights,
  links,
  map,
  after,
  asked,
  asks,
  notes,
  mininetworks,
  availability,
  tabs,
  issueTypes,
  packet,
  contact,
  voice,
  whatIf,
  alerts,
};

export type Words = typeof en;
