import type { Words } from '../en';

export const insights: Words['insights'] = {
  title: 'Verkosto',
  headline: (share) => `${share} asioista ohjattiin muualle.`,
  redirectSays: (range) => `Asiakas ohjattiin muualle ${range} asioista`,
  firstContactSays: (customer, strict) =>
    `Asiakkaan kokemana ${customer} ratkesi yhdellä asiointikerralla; ilman yhtään siirtoa ${strict}`,
  verdictSays: (solved, repeated, answered) =>
    `Asiakkailta kysyttäessä ${solved} sanoo asian ratkenneen ja ${repeated} joutuneensa toistamaan asiaansa; kysytyistä vastasi ${answered}.`,
  ofAnswers: (answers) => `(${answers} vastausta, 95 %:n luottamusväli).`,
  verdictNone: 'Asiakkaita on kysytty liian vähän, jotta heidän näkemyksensä voisi kertoa.',
  solvedBySelf: 'Asiakkaan mielestä ratkesi',
  repeatedBySelf: 'Joutui toistamaan',
  flowSays: (from, to, count) => `Eniten siirtyy näin: ${from} → ${to}, ${count} siirtoa.`,
  ofCases: (cases) => `(${cases} asiaa, 95 %:n väli).`,
  unit: 'Yksikkö',
  redirected: 'Ohjattu muualle',
  cases: 'Asioita',
  strict: 'Tiukasti',
  customer: 'Asiakkaan kokemana',
  gross: 'kaikki asiat',
  net: 'ne, jotka voivat ratketa',
  from: 'Mistä',
  to: 'Mihin',
  count: 'Siirtoja',
  share: 'Kaikista',
  median: 'Otetaan yleensä vastaan',
  allFlows: (n) => `Näytä kaikki ${n}`,
  tooFew: 'liian vähän kerrottavaksi',
  files: 'Luvut mukaan:',
  why: 'Mikä tämä on?',
  asOf: (when) => `Tiedot ajalta ${when}.`,
};
