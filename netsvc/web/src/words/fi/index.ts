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

export const fi: Words = {
  languages: { FI: 'suomi', SV: 'ruotsi', EN: 'englanti' },
  inLanguage: { FI: 'suomeksi', SV: 'ruotsiksi', EN: 'englanniksi' },
  presence: {
    AVAILABLE: 'vapaana',
    BUSY: 'varattu',
    AWAY: 'poissa',
    DO_NOT_DISTURB: 'ei saa häiritä',
  },
  roles: {
    AGENT: 'Palveluasiantuntija',
    EXPERT: 'Asiantuntija',
    MANAGER: 'Esihenkilö',
    PILOT_LEAD: 'Kokeilun vetäjä',
    ADMINISTRATOR: 'Pääkäyttäjä',
  },
  channels: {
    PHONE: 'puhelin',
    VISIT: 'käynti',
    CHAT: 'chat',
    MESSAGE: 'viesti',
    FORM: 'lomake',
    OTHER: 'muu kanava',
  },
  caseStates: {
    OPEN: 'avoinna',
    IN_CONTACT: 'asiakas palveltavana',
    WAITING: 'odottaa',
    RESOLVED: 'ratkaistu',
    CLOSED_UNRESOLVED: 'suljettu ratkaisematta',
    REOPENED: 'avattu uudelleen',
  },
  handoverStates: {
    OFFERED: 'odottaa vastausta',
    ACCEPTED: 'otettu vastaan',
    DECLINED: 'ei otettu vastaan',
    EXPIRED: 'ei vastattu ajoissa',
    WITHDRAWN: 'peruttu',
    FORWARDED: 'siirretty eteenpäin',
    RETURNED: 'palautettu',
  },
  certainty: {
    QUITE_SURE: 'melko varma',
    COULD_BE: 'voi olla jompikumpi',
    DONT_KNOW: 'ei vielä selvää',
  },
  declineReasons: {
    NOT_MY_MATTER: 'ei kuulu minulle',
    NO_CAPACITY: 'en ehdi nyt',
    ABSENT: 'en ole nyt töissä',
    INFORMATION_MISSING: 'jokin tieto puuttuu',
    CONFLICT_OF_INTEREST: 'olen esteellinen',
    SOMEBODY_BETTER: 'joku muu tietää paremmin',
  },
  redirectReasons: {
    NO_EXPERT_FOUND: 'En löytänyt ketään, joka ratkaisee tämän',
    NOBODY_FREE: 'Kukaan ei ollut vapaana',
    OWN_WORK_FIRST: 'Muu työ piti tehdä ensin',
    NOT_OUR_MATTER: 'Asia ei kuulu meille',
    CUSTOMERS_WISH: 'Asiakas halusi niin',
    OUTSIDE_ORGANISATION: 'Asian hoitaa toinen organisaatio',
  },
  caseFilters: {
    MINE: 'Omat',
    MY_UNIT: 'Yksikköni',
    WAITING: 'Odottavat',
    OVERDUE: 'Myöhässä',
    ALL: 'Kaikki',
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
