import type { Words } from '../en';

export const links: Words['links'] = {
  level: 'Näytä',
  levels: { silos: 'Siiloittain', units: 'Yksiköittäin' },
  key: '+ enemmän, − vähemmän kuin yksiköiden siirtomäärät antaisivat',
  asTable: 'Siirrot taulukkona',
  byVolume: 'Määristä odotettu',
  matrix: 'Siirrot riviltä sarakkeeseen',
  matrixHelp:
    'Siirrot rivin yksiköstä sarakkeen yksikköön. Nuolinäppäimet liikuttavat, Enter selittää ruudun.',
  fromTo: 'Mistä, mihin',
  hub: (unit, share) => `Kaikista ainakin ${share} lähtee yksiköstä ${unit} tai tulee sinne.`,
  blocks: 'Viivat rajaavat yksiköitä, jotka siirtävät enimmäkseen toisilleen.',
  busiest: (shown, all) => `Näkyvissä ${shown} vilkkainta yksikköä, kaikkiaan ${all}.`,
  moreUnits: (n) => `Näytä ${n}`,
  fewer: (n) => `Näytä ${n} vilkkainta`,
  chooseCell:
    'Valitse ruutu, kartan yksikkö tai pallottelu: selitys tulee tähän, ja kaikki näkymät koskevat sitä.',
  showCell: 'Näytä sen ruutu',
  clear: 'Näytä taas kaikki',
  cell: {
    more: (from, to, count) =>
      `${from}, kohde ${to}: siirtoja ${count}, enemmän kuin määrät antaisivat`,
    fewer: (from, to, count) =>
      `${from}, kohde ${to}: siirtoja ${count}, vähemmän kuin määrät antaisivat`,
    asChance: (from, to, count) =>
      `${from}, kohde ${to}: siirtoja ${count}, kuten määrät antaisivat`,
    unknown: (from, to, count) => `${from}, kohde ${to}: siirtoja ${count}`,
    none: (from, to) => `${from}, kohde ${to}: ei näytettävää`,
  },
  against: {
    more: (count, expected, range) =>
      `Siirtoja ${count} (95 %:n väli ${range}). Pelkät lähettäjän ja vastaanottajan kokonaismäärät antaisivat ${expected}, joten tätä tietä kulkee enemmän kuin sattumalta.`,
    fewer: (count, expected, range) =>
      `Siirtoja ${count} (95 %:n väli ${range}). Pelkät lähettäjän ja vastaanottajan kokonaismäärät antaisivat ${expected}, joten tätä tietä kulkee vähemmän kuin sattumalta.`,
    asChance: (count, expected, range) =>
      `Siirtoja ${count} (95 %:n väli ${range}), suunnilleen se ${expected}, jonka lähettäjän ja vastaanottajan kokonaismäärät antaisivat.`,
    unknown: (count) =>
      `Siirtoja ${count}. Sitä, montako määrät antaisivat, ei voi sanoa: liian vähän ihmisiä.`,
  },
  count: (count) => `Siirtoja ${count}.`,
  pace: (half, most) =>
    `Puolet otetaan vastaan ajassa ${half}, yhdeksän kymmenestä ajassa ${most}.`,
  noPace: 'Vastaanoton nopeutta ei voi sanoa: liian vähän ihmisiä.',
  solved: (half, most) =>
    `Puolet ratkaistaan tarjoamisesta ajassa ${half}, yhdeksän kymmenestä ajassa ${most}.`,
  notSolved: 'Ratkaisun nopeutta ei voi sanoa: liian vähän ihmisiä.',
  notTimed: 'Vastaanottamisen aikoja ei ole kirjattu.',
  again: (share) => `Saatetiedoista ${share} piti kysyä asiakkaalta uudelleen.`,
  ended: (declined, bounced) => `Torjutaan ${declined}, palautuu ${bounced}.`,
  loopSays: (way, times, hours) =>
    `Eniten aikaa kuluu reitillä ${way}: kertoja ${times}, yhteensä ${hours} tuntia.`,
  loopIs: (times, hours) => `Kierretty ${times} kertaa, yhteensä ${hours} tuntia.`,
  ofLoop: 'Kaikki näkymät koskevat sen yksiköitä.',
  ofUnit: (sent, received) =>
    `Näytettyjä siirtoja muille ${sent}, muilta ${received}. Kaikki näkymät koskevat tätä yksikköä.`,
  way: 'Reitti',
  times: 'Kertoja',
  hours: 'Tunteja',
  about: 'Useimmin asiana',
  noLoops: 'Yksikään asia ei palannut yksikköön, jossa se oli jo ollut.',
  noneOfChosen: 'Valitusta ei ole tässä mitään.',
  wentRound: (cases, perWeek, busy) =>
    `Kiertäneitä asioita ${cases}. Päivystäjälle niitä tulee viikossa noin ${perWeek} ja, jos viikot vaihtelevat kuten tähän asti, noin 19 viikkona 20:stä enintään ${busy}.`,
  saves: (hours, steps, bounces) =>
    `Suoraan siirrettyinä ne olisivat säästäneet ${hours.n} odotustuntia (95 %:n väli ${hours.range}); siirtoja olisi ollut ${steps.n} vähemmän (${steps.range}) ja palautuksia ${bounces.n} vähemmän (${bounces.range}).`,
  savesSteps: (steps, bounces) =>
    `Suoraan siirrettyinä siirtoja olisi ollut ${steps.n} vähemmän (95 %:n väli ${steps.range}) ja palautuksia ${bounces.n} vähemmän (${bounces.range}). Odotusaikaa ei ole kirjattu.`,
  savesCustomer:
    'Kaikissa asiakas ohjattiin muualle tai joutui ottamaan uudelleen yhteyttä; suoraan siirrettyinä kenenkään ei olisi tarvinnut. Yksiköiden välillä ei ollut vähennettäviä siirtoja, eikä asiakkaiden odotusaikaa ole kirjattu.',
  mostly: (types) => `Useimmin: ${types}.`,
  held: {
    within: (promised, realised) =>
      `Tarkistettu jakson lopusta, joka jätettiin syrjään: aiemman perusteella odotettiin ${promised} tuntia, löytyi ${realised}.`,
    less: (promised, realised) =>
      `Tarkistettu jakson lopusta, joka jätettiin syrjään: aiemman perusteella odotettiin ${promised} tuntia, löytyi vain ${realised}. Ehdotus lupaa enemmän kuin pitää.`,
    more: (promised, realised) =>
      `Tarkistettu jakson lopusta, joka jätettiin syrjään: aiemman perusteella odotettiin ${promised} tuntia, löytyi peräti ${realised}. Tarve kasvaa.`,
  },
  draft: (pair) => `Luonnostele miniverkosto: ${pair}`,
  smallTogether: 'Pieniä yksiköitä yhdessä: valitkaa ihmiset esihenkilöiden kanssa.',
  allProposals: (n) => `Näytä kaikki ${n}`,
  noProposals: 'Minkään kahden yksikön suora siirto ei olisi säästänyt mitään.',
  missing: (needs) => `tarvittu ${needs} kertaa, eikä kertaakaan siirretty suoraan.`,
  missingInAll: (n) => `Näin toisiaan tarvitsevia yksikköpareja on ${n}. Tarvituimmat ensin:`,
  unlinked: 'Siirtoja edellisestä jälkimmäiseen ei ole näytettävänä.',
  whatIfOpened: 'Entä jos tämä yhteys avattaisiin?',
  missingTogether: (needs) =>
    `Pienet yksiköt tarvitsivat toisiaan ${needs} kertaa, vaikka kukaan ei ollut siirtänyt suoraan. Kunkin parin takana on liian vähän ihmisiä, jotta sen voisi nimetä.`,
  noMissing: 'Yksiköt, joiden asiat tarvitsevat toisiaan, siirtävät niitä myös suoraan.',
  lone: 'yhteys on yhden ihmisen varassa.',
  loneInAll: (n) => `Yhden ihmisen varassa olevia yhteyksiä on ${n}. Nimen mukaan ensimmäiset:`,
  noLone: 'Mikään yhteys ei ole yhden ihmisen varassa.',
  whatIfClosed: 'Entä jos tämä yhteys suljettaisiin?',
};
