import type { Words } from '../en';

export const nav: Words['nav'] = {
  main: 'Huvudmeny',
  desk: 'Arbetsbord',
  inbox: 'Inkorg',
  cases: 'Ärenden',
  taxonomy: 'Ärendetyper',
  evidence: 'Underlag',
  network: 'Nätverk',
  dryrun: 'Provkörning',
  notes: 'Anteckningar',
  mininetworks: 'Mininätverk',
  pilots: 'Försök',
  skip: 'Gå till innehållet',
  offersWaiting: (n) => (n === 1 ? '1 överlämning väntar' : `${n} överlämningar väntar`),
  reviewsWaiting: (n) =>
    n === 1
      ? 'en standard som du ansvarar för väntar på granskning'
      : `${n} standarder som du ansvarar för väntar på granskning`,
};
