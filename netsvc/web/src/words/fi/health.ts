import type { Words } from '../en';

export const health: Words['health'] = {
  title: 'Miten verkosto voi',
  period: (from, to) => `Tarjoukset muista yksiköistä, ${from} – ${to}.`,
  answered: (kind, half, most) =>
    `${kind}: puoleen vastataan ${half} kuluessa, yhdeksään kymmenestä ${most} kuluessa.`,
  covered: (covered, promised) =>
    `Päivystyslista kattaa viikossa ${covered}, kun luvattu on ${promised}.`,
  coveredAll: (promised) => `Päivystyslista kattaa kaikki viikossa luvatut tunnit, ${promised}.`,
  few: 'Näinä viikkoina kysyttiin niin harvalta, ettei lukuja näytetä.',
  answers: 'Vastaukset tarjouksiin',
  kinds: {
    WARM: 'Asiakas linjalla',
    COLD: 'Yhteydenotto myöhemmin',
    both: 'Kaikki tarjoukset',
  },
  kind: 'Tarjous',
  offers: 'Tarjouksia',
  answersOf: 'Vastattu',
  half: 'Puolet kuluessa',
  most: 'Yhdeksän kymmenestä kuluessa',
  hours: 'Päivystystunnit',
  promised: 'Luvattu',
  there: 'Katettu',
  ordinary: 'Tavallinen viikko',
  ahead: 'Seuraavat neljä viikkoa, poissaolot ja pyhät mukana',
  noHours: 'Päivystyslista ei lupaa tunteja.',
  load: 'Miten kuorma jakautuu',
  spread: (asIf, people) =>
    `Verkoston ${people} jäsentä jakavat kuorman yhtä tasaisesti kuin ${asIf} ihmistä, jotka ottaisivat saman verran kukin.`,
  takenOf: (n) => (n === 1 ? '1 asia otettu' : `${n} asiaa otettu`),
  unit: 'Yksikkö',
  otherUnits: 'Muut pienet yksiköt',
  share: 'Osuus',
  own: (taken, offers) => `Otit ${taken} niistä ${offers} asiasta, joita sinulle tarjottiin.`,
  ownMedian: (time) => `Puoleen vastasit ${time} kuluessa.`,
  ownOnly: 'Vain sinä näet tämän.',
  changes: 'Liittyneet ja lähteneet',
  noChanges: 'Ei ketään viime vuoden aikana.',
  joined: (name, on) => `${name} liittyi ${on}`,
  left: (name, on) => `${name} lähti ${on}`,
  leftSince: (name, since, on) => `${name} lähti ${on}, jäsen ${since} alkaen`,
  why: 'Mitä lasketaan',
  whyText:
    'Tarjoukset verkoston asioista, jotka tehtiin muista yksiköistä silloisille jäsenille kolmen päättyneen neljän viikon jakson aikana. Luvut näytetään, kun niiden takana on joka jaksossa vähintään viisi ihmistä, ja pienet yksiköt näytetään yhdessä. Ketään ei aseteta järjestykseen.',
};
