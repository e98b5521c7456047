import type { Words } from '../en';

export const changes: Words['changes'] = {
  title: 'Ennen ja jälkeen',
  oneStretch: 'Lyhyemmissä jaksoissa on liian vähän ihmisiä, jotta niitä voisi verrata.',
  figure: 'Luku',
  crossing: 'Siirrot toiseen siiloon',
  bounced: 'Palautuvat siirrot',
  since: (day) => `(${day} alkaen)`,
  before: 'Ennen',
  after: 'Jälkeen',
  change: 'Muutos, 95 %:n väli',
  points: (low, high) => `${low} … ${high} %-yks.`,
  flows: 'Muuttuneet virrat',
  part: (days) => `Kaikista, ${days}`,
  says: (flow, before, after) =>
    `Suurin muutos on reitillä ${flow}: kaikista siirroista ennen ${before}, nyt ${after}.`,
  sure: (n) =>
    n === 1
      ? 'Tämä yksi virta muuttui enemmän kuin sattumalta. Näin löydetyistä virroista odotettavasti enintään joka 20. on sattumaa.'
      : `${n} virtaa muuttui enemmän kuin sattumalta; suurimmat ovat tässä. Näin löydetyistä virroista odotettavasti enintään joka 20. on sattumaa.`,
  onlyLargest: 'Verrattavina ovat vain virrat, jotka kuuluvat kummankin puoliskon suurimpiin.',
  none: 'Mikään virta ei muuttunut enempää kuin sattumalta.',
  noneOfChosen: 'Valitussa mikään ei muuttunut enempää kuin sattumalta.',
};
