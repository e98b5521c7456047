import type { Words } from '../en';

export const shortages: Words['shortages'] = {
  says: (cases, unit, hours) =>
    `Kukaan ei ollut vapaana ${cases} asiassa, useimmin täällä: ${unit}, ${hours}.`,
  ways: (redirected, nobodyTook) =>
    `Niistä ${redirected} asiassa asiakas ohjattiin muualle; ${nobodyTook} asiassa kysyttiin kaikilta, joilta voitiin, eikä kukaan ottanut asiaa.`,
  allRedirected: 'Joka kerta asiakas ohjattiin muualle.',
  noneTook: 'Joka kerta kysyttiin kaikilta, joilta voitiin, eikä kukaan ottanut asiaa.',
  none: 'Jokaiseen asiaan on tähän asti löytynyt joku vapaa.',
  tooFew: 'Apua etsi niin harva, ettei lukua voi näyttää.',
  table: 'Asiat, joihin kukaan ei ollut vapaana, yksiköittäin ja kellonajoittain',
  all: 'Kaikki tunnit',
  hours: (from, until) => `klo\u00a0${from}–${until}`,
  joined: 'Peräkkäiset tunnit, joissa on vain vähän tekijöitä, on laskettu yhteen.',
};
