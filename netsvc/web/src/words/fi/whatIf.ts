import type { Words } from '../en';

export const whatIf: Words['whatIf'] = {
  title: 'Entä jos?',
  more: 'Valitse muutos. Vastaus saadaan käymällä tapahtunut läpi uudelleen, ja oletukset sanotaan sen vieressä.',
  kinds: {
    unit: 'Yksikköä ei ole',
    open: 'Yhteys avataan',
    close: 'Yhteys suljetaan',
    move: 'Asiatyyppi siirtyy',
    person: 'Joku lähtee',
  },
  unit: 'Yksikkö',
  first: 'Ensimmäinen yksikkö',
  second: 'Toinen yksikkö',
  type: 'Asiatyyppi',
  toUnit: 'Vastaanottava yksikkö',
  none: 'Valitse',
  choose: 'Valitse yltä, mikä muuttuu.',
  nothing: {
    unit: 'Tästä yksiköstä ei voi kertoa erikseen: liian vähän ihmisiä tai ei asioita.',
    open: 'Näiden välillä ei ole kierretty, tai ihmisiä on liian vähän kerrottavaksi.',
    close: 'Nämä eivät siirrä suoraan toisilleen, tai ihmisiä on liian vähän kerrottavaksi.',
    move: 'Näistä ei voi kertoa erikseen: liian vähän ihmisiä tai ei asioita.',
  },
  affected: {
    unit: (cases, unit) =>
      `Ilman yksikköä ${unit} sinne siirretyt ${cases} asiaa kulkisivat toisin.`,
    open: (cases, unit, about) =>
      `${cases} asiaa kiersi matkalla yksiköiden ${unit} ja ${about} välillä ja kulkisi suoraan.`,
    close: (cases, unit, about) =>
      `${cases} asiaa kulki suoraan yksiköiden ${unit} ja ${about} välillä ja joutuisi kiertämään.`,
    move: (cases, unit, about) =>
      `Tyypin ${about} asioista ${cases} siirrettäisiin kerran ja suoraan: vastaanottaja olisi ${unit}.`,
  },
  handovers: {
    more: (n) => `Siirtoja olisi ${n} enemmän.`,
    fewer: (n) => `Siirtoja olisi ${n} vähemmän.`,
  },
  hours: {
    more: (n) => `Asiakkaat odottaisivat ${n} tuntia enemmän.`,
    fewer: (n) => `Asiakkaat odottaisivat ${n} tuntia vähemmän.`,
  },
  hoursUnknown: 'Odotuksen muutos: liian vähän ihmisiä kerrottavaksi.',
  stranded: (n) => `Vaille paikkaa jäisi ${n} asiaa.`,
  strandedUnknown: 'Kuinka moni jäisi vaille paikkaa: liian vähän ihmisiä kerrottavaksi.',
  apart: (n) => `Muiden yksiköiden pareja, jotka eivät enää tavoittaisi toisiaan: ${n}.`,
  load: (unit, now, then) =>
    `Kuormitus, ${unit}: nyt ${now} asiaa viikossa, sen jälkeen enintään ${then}.`,
  lifted: (unit, now) =>
    `Kuormitus: ${unit} ottaa nyt vastaan ${now} asiaa viikossa, ja ne jäävät pois.`,
  homeless: (n) => `Niistä ${n} viikossa jäisi jonkun muun otettavaksi.`,
  between: {
    more: (n, low, high) =>
      `Kuormitus: välissä olevat yksiköt ottavat vastaan ${n} siirtoa viikossa enemmän (${low}–${high}).`,
    fewer: (n, low, high) =>
      `Kuormitus: välissä olevat yksiköt ottavat vastaan ${n} siirtoa viikossa vähemmän (${low}–${high}).`,
  },
  person: (all, unit) =>
    all === 0
      ? 'Mikään yksikköpari ei menettäisi ainoaa yhteyttään, vaikka kuka tahansa yksi ihminen lähtisi.'
      : `Yhden ihmisen varassa olevia yksikköpareja: ${all}. Jos juuri hän lähtisi, pari menettäisi ainoan yhteytensä.${
          unit === null ? '' : ` Valitun yksikön pareja näistä: ${unit}.`
        }`,
  change: 'Mikä muuttuu',
  inPeriod: 'Jaksolla',
  interval: '95 %:n väli',
  perWeek: 'Viikossa',
  rows: {
    cases: 'Asioita, joita muutos koskee',
    handovers: 'Siirtoja',
    hours: 'Odotustunteja',
    stranded: 'Vaille paikkaa jääviä asioita',
  },
  assumed: {
    unit: 'Oletus: yksiköstä eteenpäin mennyt asia menee suoraan seuraavaan ja odottaa siellä yhtä kauan. Yksikköön jääneellä asialla ei ole paikkaa. Yksikössä avatut asiat eivät ole mukana.',
    open: 'Oletus: suora siirto kestää yhtä kauan kuin viimeinen askel kesti, ja asia jää sinne.',
    close:
      'Oletus: asia kulkee lyhintä jäljelle jäävää reittiä, ja jokainen lisäsiirto kestää yhtä kauan kuin siirto koko organisaatiossa keskimäärin.',
    person:
      'Kuka ihminen on ja kuinka paljon hän tekee, sitä ei sanota. Yhteydet on laskettu koko ajalta.',
  },
};
