import type { Words } from '../en';

export const bridges: Words['bridges'] = {
  question: 'Rakennammeko siltoja vai siiloja?',
  why: {
    nothing:
      'Mitään ei ole vielä siirretty. Vastaus tulee tähän heti, kun asioita siirretään työpöydällä tai aiempi loki tuodaan palveluun.',
    nothingInDays: 'Näinä päivinä ei siirretty mitään: valitse pidempi jakso.',
    oneSilo:
      'Hakemistossa on vain yksi ylimmän tason yksikkö, ja siilo on ylimmän tason yksikkö: siltoja ei ole minne rakentaa. Kysymys tarvitsee vähintään kaksi. Alla näkyy, miten sen sisällä olevat yksiköt toimivat yhdessä.',
    tooFew:
      'Liian vähän kerrottavaksi: siirtojen takana on alle viisi ihmistä. Odota, että siirtäjiä tulee lisää, tai valitse pidempi jakso.',
    apart:
      'Siirrot eivät yhdistä ihmisiä, joiden tiedetään olevan kahdesta siilosta, joten verrattavaa ei ole.',
  },
  matrixEmpty: 'Siirtoja ei vielä ole: jokaisesta yksikköparista tulee tähän ruutu.',
  matrixOneSilo:
    'Siiloja on vain yksi, joten siiloittain kaikki on yhdessä ruudussa. Yksiköittäin näkyy enemmän.',
  onlyBetween: (bounced) => `Siltoja on, mutta asiat palaavat: ${bounced} siirroista palautuu.`,
  onlyBetweenUnknown: 'Siltoja: jokainen tänne kirjattu siirto menee yksiköstä toiseen.',
  onlyBetweenSays:
    'Tänne on kirjattu vain siirrot yksiköstä toiseen, joten siilon sisään jäävää osuutta ei voi sanoa.',
  bounced: (range, count) =>
    `Siirroista palautuu ${range} (siirtoja ${count}, 95 %:n väli): ne palautetaan tai lähetetään ratkaisematta eteenpäin.`,
  bounceTrend: {
    fewer: (before, after, turn) =>
      `Aiempaa vähemmän: ${turn} alkaen ${after}, sitä ennen ${before}.`,
    more: (before, after, turn) =>
      `Aiempaa enemmän: ${turn} alkaen ${after}, sitä ennen ${before}.`,
    same: (before, after, turn) =>
      `Varmaa muutosta ei ole: ${turn} alkaen ${after}, sitä ennen ${before}.`,
  },
  headline: {
    silos: (share, chance) =>
      `Siiloja enemmän kuin siltoja: ${share} siirroista menee toiseen siiloon, pelkällä sattumalla menisi ${chance}.`,
    bridges: (share, chance) =>
      `Siltoja: ${share} siirroista menee toiseen siiloon, enemmän kuin sattuman ${chance}.`,
    unsure: (share, chance) =>
      `Vielä ei voi sanoa: ${share} siirroista menee toiseen siiloon, sattumalla menisi ${chance}.`,
  },
  says: (range, count, chance) =>
    `Siilosta toiseen kulkee ${range} siirroista (siirtoja ${count}, 95 %:n väli). Jos jokainen siirtäisi yhtä lailla kenelle tahansa, osuus olisi ${chance}.`,
  trend: {
    fewer: (before, after, turn) =>
      `Siiloja on aiempaa vähemmän: ${turn} alkaen ${after}, sitä ennen ${before}.`,
    more: (before, after, turn) =>
      `Siiloja on aiempaa enemmän: ${turn} alkaen ${after}, sitä ennen ${before}.`,
    same: (before, after, turn) =>
      `Varmaa muutosta ei ole: ${turn} alkaen ${after}, sitä ennen ${before}.`,
  },
  indices: (ei, expected, segregation, p) =>
    `E-I-indeksi ${ei}, sattumalta ${expected}; Freemanin eriytyneisyys ${segregation} (0 kuten sattumalta, 1 ei yhtään siirtoa siilojen välillä); p ${p}.`,
  silo: 'Siirtäjä',
  allFrom: (name) => `Kaikki nämä siirrot lähtevät yhdestä paikasta: ${name}.`,
  allTogether:
    'Siiloja tai yksikköjä ei voi eritellä: jokaisessa on yksinään liian vähän siirtäneitä ihmisiä. Pidempi jakso voi kertoa enemmän.',
  crossing: 'Toiseen siiloon',
  byChance: 'Sattumalta',
};
