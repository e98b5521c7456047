import type { Words } from '../en';

export const packet: Words['packet'] = {
  neededFor: (why) => `Miksi: ${why}`,
  sensitive: 'Arkaluonteinen: vain asian käsittelijät näkevät tämän.',
  choose: 'Valitse',
  yes: 'Kyllä',
  no: 'Ei',
  skip: 'Jätä pois, kerro miksi',
  unskip: 'Täytä sittenkin',
  skipNote: 'Sana lisää, jos haluat',
  skipNoteOf: (label) => `”${label}”: sana lisää, jos haluat`,
  skipReasons: {
    CUSTOMER_DOES_NOT_KNOW: 'asiakas ei tiedä',
    NO_TIME: 'ei ehditty kysyä',
    REFUSED: 'asiakas ei halua kertoa',
    NOT_RELEVANT: 'ei liity tähän asiaan',
  },
  fillIn: (label) => `Täytä ”${label}” tai jätä se pois ja kerro miksi.`,
  unfit: {
    NUMBER: (label) => `Kirjoita ”${label}” lukuna, esimerkiksi 3 tai 12,5.`,
    MONEY: (label) => `Kirjoita ”${label}” euroina, esimerkiksi 845 tai 845,50.`,
    OTHER: (label) => `Tarkista ”${label}”.`,
  },
  skippedBecause: (why) => `Jätetty pois: ${why}`,
  notFilled: 'Ei täytetty',
  hidden: 'Vain asian käsittelijät näkevät tämän.',
  marks: {
    ASKED_AGAIN: 'Piti kysyä uudelleen',
    MISSING: 'Tarvittiin, mutta puuttui',
    NEVER_USED: 'En tarvinnut',
  },
  allUseful: 'Kaikki oli mukana ja tarpeen',
  markWhy: 'Yksi painallus riittää. Merkintä koskee kenttää, ei koskaan lähettäjää.',
  marked: 'Merkitty, kiitos.',
  keySkip: 'jätä kenttä pois',
};
