import type { Words } from '../en';

export const asked: Words['asked'] = {
  answeredSays: (asks, within, helped) =>
    `Asiakkaan ollessa paikalla esitettiin ${asks} kysymystä. Niistä ${within} sai vastauksen ennen yhteydenoton päättymistä, ja ${helped} kaikista auttoi.`,
  answeredFew: (asks) =>
    `Asiakkaan ollessa paikalla esitettiin ${asks} kysymystä. Vastaajia oli niin vähän, ettei vastauksista näytetä lukuja.`,
  noAsks: 'Asiantuntijalta ei ole vielä kysytty asiakkaan ollessa paikalla.',
  unitAsked: 'Yksikkö, jolta kysyttiin',
  asked: 'Kysytty',
  answered: 'Vastattu',
  helped: 'Vastaus auttoi',
  more: (points, before, after) =>
    `Kun vastaus on kerran auttanut, yksikkö ratkaisee itse ${points} enemmän tällaisia asioita: nyt ${after}, ennen ${before}.`,
  fewer: (points, before, after) =>
    `Kun vastaus on kerran auttanut, yksikkö ratkaisee itse ${points} vähemmän tällaisia asioita: nyt ${after}, ennen ${before}.`,
  cannotTell: (before, after) =>
    `Vielä ei voi sanoa, ratkaisevatko yksiköt enemmän itse sen jälkeen, kun vastaus on auttanut: nyt ${after}, ennen ${before} tällaisista asioista.`,
  notMoved:
    'Yksikään vastaus ei ole auttanut yksikköä niin pitkään, että ennen ja jälkeen voisi verrata.',
  points: (low, high) => `${low}–${high} prosenttiyksikköä`,
  travels: 'Mitä siirron mukana kulkee',
  againSays: (again, unused) =>
    `Saatetiedoista ${again} piti kysyä asiakkaalta uudelleen, ja ${unused} jäi kokonaan tarpeettomaksi.`,
  skippedSays: (skipped) => `Tiedoista ${skipped} jätettiin pois syyn kera.`,
  noPackets: 'Siirron mukana kulkeneita tietoja ei ole vielä merkinnyt kukaan.',
  field: 'Kenttä',
  again: 'Kysyttiin uudelleen',
  unused: 'Kukaan ei tarvinnut',
  skipped: 'Jätettiin pois',
};
