import type { Words } from '../en';

export const map: Words['map'] = {
  name: 'Kartta',
  time: 'Aika',
  whole: 'Koko jakso',
  oneStretch: 'Lyhyemmissä jaksoissa on liian vähän ihmisiä, jotta kartan muutos näkyisi.',
  silos: 'Siilot kirjaimin ja värein',
  lines:
    'Vahvat viivat kulkevat siilosta toiseen, vaaleat pysyvät sisällä. Leveämpi: enemmän siirtoja. Suurempi: enemmän työtä.',
  linesFlat:
    'Leveämpi: enemmän siirtoja. Suurempi: enemmän työtä. Lähellä: siirtoja välillä paljon.',
  picture: (units, links) =>
    `Kartta: ${units} yksikköä ja ${links} yhteyttä niiden välillä. Vieressä oleva taulukko kertoo saman.`,
  says: (links, from, to, count) =>
    `${links} yhteyttä kulkee siilosta toiseen. Vahvin on ${from} – ${to}: ${count} niiden välistä siirtoa näytetään.`,
  saysFlat: (units, links, from, to, count) =>
    `Yksiköitä ${units}, yhteyksiä niiden välillä ${links}. Vahvin on ${from} – ${to}: ${count} niiden välistä siirtoa näytetään.`,
  noBridge: 'Yksikään tässä näkyvä siirto ei kulje siilosta toiseen.',
  empty: 'Yksiköiden välillä ei ole siirretty mitään. Kun jotain siirretään, kartta on tässä.',
  noWebGl: 'Tämä selain ei osaa piirtää liikuteltavaa karttaa, joten tässä on siitä kuva.',
  closer: 'Lähemmäs',
  further: 'Kauemmas',
  wholeMap: 'Koko kartta',
  take: 'Tulosteeseen:',
  unit: 'Yksikkö',
  sent: 'Muille',
  received: 'Muilta',
  inside: 'Sisällä',
  allUnits: (n) => `Näytä kaikki ${n} yksikköä`,
  rest: (n) => `Muiden pienten yksiköiden ${n} siirrolla ei ole paikkaa kartalla.`,
  inSilo: (silo) => `Siilo: ${silo}`,
  noLinks: 'Yhteyksiä muihin yksiköihin ei näytetä tältä ajalta.',
  thereAndBack: (there, back) => `${there} sinne, ${back} takaisin`,
  people: 'Yksikön sivu',
  peopleHidden: 'Yksikköön kuuluu alle viisi ihmistä, joten ketään ei nimetä.',
  peopleOf: (n: number) => `Ihmiset: ${n}`,
  peopleNamed: (unit: string) => `${unit}: ihmiset nimen mukaan`,
  peopleLeft: 'Joka on pyytänyt jättää itsensä pois kartalta, ei näy tässä.',
  dash: '– tarkoittaa: ei yhtään tai liian vähän ihmisiä kerrottavaksi.',
  close: 'Sulje',
};
