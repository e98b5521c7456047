import type { Words } from '../en';
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

export const sv: Words = {
  languages: { FI: 'finska', SV: 'svenska', EN: 'engelska' },
  inLanguage: { FI: 'på finska', SV: 'på svenska', EN: 'på engelska' },
  presence: { AVAILABLE: 'ledig', BUSY: 'upptagen', AWAY: 'borta', DO_NOT_DISTURB: 'stör ej' },
  roles: {
    AGENT: 'Kundrådgivare',
    EXPERT: 'Sakkunnig',
    MANAGER: 'Chef',
    PILOT_LEAD: 'Försöksledare',
    ADMINISTRATOR: 'Administratör',
  },
  channels: {
    PHONE: 'telefon',
    VISIT: 'besök',
    CHAT: 'chatt',
    MESSAGE: 'meddelande',
    FORM: 'blankett',
    OTHER: 'annan kanal',
  },
  caseStates: {
    OPEN: 'öppet',
    IN_CONTACT: 'kunden betjänas nu',
    WAITING: 'väntar',
    RESOLVED: 'löst',
    CLOSED_UNRESOLVED: 'avslutat olöst',
    REOPENED: 'öppnat på nytt',
  },
  handoverStates: {
    OFFERED: 'väntar på svar',
    ACCEPTED: 'mottagen',
    DECLINED: 'avböjd',
    EXPIRED: 'inget svar i tid',
    WITHDRAWN: 'återtagen',
    FORWARDED: 'skickad vidare',
    RETURNED: 'återlämnad',
  },
  certainty: {
    QUITE_SURE: 'ganska säkert',
    COULD_BE: 'kan vara endera',
    DONT_KNOW: 'ännu oklart',
  },
  declineReasons: {
    NOT_MY_MATTER: 'hör inte till mig',
    NO_CAPACITY: 'hinner inte nu',
    ABSENT: 'är inte på jobbet nu',
    INFORMATION_MISSING: 'någon uppgift saknas',
    CONFLICT_OF_INTEREST: 'jag är jävig',
    SOMEBODY_BETTER: 'någon annan vet bättre',
  },
  redirectReasons: {
    NO_EXPERT_FOUND: 'Jag hittade ingen som löser det här',
    NOBODY_FREE: 'Ingen var ledig',
    OWN_WORK_FIRST: 'Annat arbete måste gå före',
    NOT_OUR_MATTER: 'Ärendet hör inte till oss',
    CUSTOMERS_WISH: 'Kunden ville ha det så',
    OUTSIDE_ORGANISATION: 'En annan organisation sköter det',
  },
  caseFilters: {
    MINE: 'Mina',
    MY_UNIT: 'Min enhets',
    WAITING: 'Väntande',
    OVERDUE: 'Försenade',
    ALL: 'Alla',
  },
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
