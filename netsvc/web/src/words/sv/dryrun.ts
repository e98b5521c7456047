import type { Words } from '../en';

export const dryrun: Words['dryrun'] = {
  title: 'Skulle den ha haft rätt?',
  none: 'Ingen provkörning har sparats än. I den ordnas ärendena i er egen historik som tjänsten skulle ha gjort, och ni ser hur ofta det hade blivit rätt.',
  how: 'Den som sköter tjänsten kör den på en ärendelogg:',
  better: (share, own, three) =>
    `Den skulle ha haft rätt oftare än ert eget första val (${share} och ${own}). Rätt enhet finns bland de tre första i ${three} av ärendena.`,
  worse: (share, own, three) =>
    `Den skulle ha haft rätt mer sällan än ert eget första val (${share} och ${own}). Rätt enhet finns bland de tre första i ${three} av ärendena.`,
  level: (share, own, three) =>
    `På första plats är den jämbördig med ert eget första val (${share} och ${own}). Rätt enhet finns bland de tre första i ${three} av ärendena.`,
  about: (log, cases, since, scored) =>
    `${log}: ${cases} ärenden. Bedömda är ${since}; enheten är känd för ${scored} av dem. Varje ärende ordnades efter vad man visste när det öppnades och gav lärdom först när det var löst.`,
  after: (day) => `de som öppnades efter ${day}`,
  all: 'alla',
  ranAt: (at) => `Kördes ${at}.`,
  rates: 'Hur ofta förslaget var rätt',
  who: 'Vem som löste det',
  cases: 'Ärenden',
  first: 'Första plats',
  three: 'De tre första',
  five: 'De fem första',
  own: 'Ert eget första val',
  unitSuggested: 'Föreslagen enhet',
  unitOwn: 'Enhet, ert eget första val',
  personSuggested: 'Föreslagen person',
  movedSuggested: 'Föreslagen enhet i ärenden som flyttades',
  movedOwn: 'Ert eget första val i dem',
  intervals:
    'Inom parentes det intervall där den verkliga andelen ligger med 95 procents säkerhet.',
  pairsMore: (points, low, high) =>
    `I samma ärenden hade dess första förslag rätt ${points} procentenheter oftare än ert eget första val (95 %: ${low} till ${high}).`,
  pairsLess: (points, low, high) =>
    `I samma ärenden hade dess första förslag rätt ${points} procentenheter mer sällan än ert eget första val (95 %: ${low} till ${high}).`,
  pairsAlone: (suggested, own) =>
    `Förslaget ensamt hade rätt i ${suggested} ärenden, ert eget val ensamt i ${own}.`,
  noCases: 'inga ärenden',
  saved: (n) => `Den kunde ha sparat ${n} flyttar på 100 ärenden`,
  cost: (n) => `Den skulle ha lett till ${n} flyttar till på 100 ärenden`,
  noTelling: 'Det går inte att säga om den sparar flyttar mellan enheter',
  movesSay: (moves, then) => `Flyttarna mellan enheter var ${moves} och skulle ha varit ${then}.`,
  fewer: (low, high) => `På 100 ärenden är det ${low} till ${high} färre (95 %).`,
  more: (low, high) => `På 100 ärenden är det ${low} till ${high} fler (95 %).`,
  movedSay: (were, then) => `Ärenden som flyttades var ${were} och skulle ha varit ${then}.`,
  assumption:
    'Antagandet: kundrådgivaren frågar de föreslagna enheterna i tur och ordning, och varje fel enhet är en flytt. Om människor följer förslagen är något som bara en pilot mäter.',
  sureness: (points) => `Hur säker och hur rätt: i genomsnitt ${points} procentenheter fel`,
  surenessSays: 'När den säger 70 % ska den ha rätt i 70 ärenden av 100.',
  surenessTable: 'Hur säker den var och hur ofta den hade rätt',
  diagram:
    'Bild av hur säker den var mot hur ofta den hade rätt. Punkter på den streckade linjen är exakta. Tabellen har samma siffror.',
  said: 'Den sade',
  right: 'Den hade rätt',
  saidAxis: 'hur säker den var',
  rightAxis: 'hur ofta den hade rätt',
  byUnit: 'Per enhet',
  byType: 'Per ärendetyp',
  name: 'Namn i loggen',
  noGroups: 'Ingenstans finns tillräckligt många för att visas för sig.',
  smallUnits: 'Andra små enheter',
  smallTypes: 'Andra små ärendetyper',
  smallGroups: 'De som har färre än fem personer bakom sig visas tillsammans.',
  weak: 'Var den är svag och vad som skulle hjälpa',
  nothingWeak: 'Ingen ärendetyp med tillräckligt många ärenden utmärker sig som svag.',
  help: 'Ange i katalogen vilken enhet som ansvarar för dessa eller vem som kan dem: det går den efter tills ärendena själva har lärt den.',
  weakSays: (type, share, units) =>
    `${type}: rätt enhet bland de tre första i ${share} av ärendena. Löstes mest av ${units}.`,
};
