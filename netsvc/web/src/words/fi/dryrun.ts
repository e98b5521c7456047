import type { Words } from '../en';

export const dryrun: Words['dryrun'] = {
  title: 'Olisiko se osunut oikeaan?',
  none: 'Koeajoa ei ole vielä tallennettu. Koeajossa oman historianne asiat ohjataan niin kuin palvelu olisi ne ohjannut, ja näette, kuinka usein se olisi osunut oikeaan.',
  how: 'Palvelun ylläpitäjä ajaa sen asialokista:',
  better: (share, own, three) =>
    `Se olisi osunut oikeaan useammin kuin oma ensimmäinen valintanne (${share} ja ${own}). Oikea yksikkö on kolmen ensimmäisen joukossa ${three} asioista.`,
  worse: (share, own, three) =>
    `Se olisi osunut oikeaan harvemmin kuin oma ensimmäinen valintanne (${share} ja ${own}). Oikea yksikkö on kolmen ensimmäisen joukossa ${three} asioista.`,
  level: (share, own, three) =>
    `Ensimmäisellä sijalla se on tasoissa oman ensimmäisen valintanne kanssa (${share} ja ${own}). Oikea yksikkö on kolmen ensimmäisen joukossa ${three} asioista.`,
  about: (log, cases, since, scored) =>
    `${log}: ${cases} asiaa. Arvioitu on ${since}; yksikkö tunnetaan ${scored} asiasta. Jokainen asia järjestettiin sen mukaan, mitä sitä avattaessa tiedettiin, ja siitä opittiin vasta ratkaisun jälkeen.`,
  after: (day) => `${day} jälkeen avatut`,
  all: 'kaikki',
  ranAt: (at) => `Ajettu ${at}.`,
  rates: 'Kuinka usein ehdotus oli oikea',
  who: 'Kuka ratkaisi',
  cases: 'Asioita',
  first: 'Ensimmäinen',
  three: 'Kolme ensimmäistä',
  five: 'Viisi ensimmäistä',
  own: 'Oma ensimmäinen valinta',
  unitSuggested: 'Ehdotettu yksikkö',
  unitOwn: 'Yksikkö, oma ensimmäinen valinta',
  personSuggested: 'Ehdotettu henkilö',
  movedSuggested: 'Ehdotettu yksikkö siirretyissä asioissa',
  movedOwn: 'Oma ensimmäinen valinta niissä',
  intervals: 'Suluissa väli, jolla todellinen osuus on 95 prosentin varmuudella.',
  pairsMore: (points, low, high) =>
    `Samoissa asioissa sen ensimmäinen ehdotus osui oikeaan ${points} prosenttiyksikköä useammin kuin oma ensimmäinen valintanne (95 %: ${low} … ${high}).`,
  pairsLess: (points, low, high) =>
    `Samoissa asioissa sen ensimmäinen ehdotus osui oikeaan ${points} prosenttiyksikköä harvemmin kuin oma ensimmäinen valintanne (95 %: ${low} … ${high}).`,
  pairsAlone: (suggested, own) =>
    `Yksin ehdotus oli oikeassa ${suggested} asiassa, yksin oma valintanne ${own} asiassa.`,
  noCases: 'ei asioita',
  saved: (n) => `Se olisi voinut säästää ${n} siirtoa sadassa asiassa`,
  cost: (n) => `Se olisi lisännyt ${n} siirtoa sadassa asiassa`,
  noTelling: 'Ei voida sanoa, säästääkö se siirtoja yksiköiden välillä',
  movesSay: (moves, then) =>
    `Siirtoja yksiköiden välillä oli ${moves}, ja niitä olisi ollut ${then}.`,
  fewer: (low, high) => `Sadassa asiassa niitä on ${low}…${high} vähemmän (95 %).`,
  more: (low, high) => `Sadassa asiassa niitä on ${low}…${high} enemmän (95 %).`,
  movedSay: (were, then) => `Siirrettyjä asioita oli ${were}, ja niitä olisi ollut ${then}.`,
  assumption:
    'Oletus: palveluasiantuntija kysyy ehdotetuilta yksiköiltä järjestyksessä, ja jokainen väärä on yksi siirto. Sen, noudattavatko ihmiset ehdotuksia, mittaa vasta kokeilu.',
  sureness: (points) =>
    `Kuinka varma ja kuinka oikeassa: ero keskimäärin ${points} prosenttiyksikköä`,
  surenessSays: 'Kun se sanoo 70 %, sen pitäisi olla oikeassa 70 asiassa sadasta.',
  surenessTable: 'Kuinka varma se oli ja kuinka usein se oli oikeassa',
  diagram:
    'Kuva siitä, kuinka varma se oli ja kuinka usein se oli oikeassa. Katkoviivalla olevat pisteet ovat tarkkoja. Taulukossa ovat samat luvut.',
  said: 'Se sanoi',
  right: 'Se oli oikeassa',
  saidAxis: 'kuinka varma se oli',
  rightAxis: 'kuinka usein oikeassa',
  byUnit: 'Yksiköittäin',
  byType: 'Asiatyypeittäin',
  name: 'Nimi lokissa',
  noGroups: 'Missään ei ole tarpeeksi ihmisiä erikseen näytettäväksi.',
  smallUnits: 'Muut pienet yksiköt',
  smallTypes: 'Muut pienet asiatyypit',
  smallGroups: 'Ne, joiden takana on alle viisi ihmistä, näytetään yhdessä.',
  weak: 'Missä se on heikko ja mikä auttaisi',
  nothingWeak: 'Mikään riittävän yleinen asiatyyppi ei erotu heikkona.',
  help: 'Kertokaa hakemistossa, mikä yksikkö näistä vastaa tai kuka ne tuntee: siihen se nojaa, kunnes omat asiat ovat opettaneet.',
  weakSays: (type, share, units) =>
    `${type}: oikea yksikkö kolmen ensimmäisen joukossa ${share} asioista. Useimmin ratkaisi ${units}.`,
};
