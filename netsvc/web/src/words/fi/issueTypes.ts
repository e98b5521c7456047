import type { Words } from '../en';

export const issueTypes: Words['issueTypes'] = {
  title: 'Asiatyyppi',
  partOf: 'Kuuluu aiheeseen',
  travels: 'Mitä asian siirrossa kulkee mukana',
  lead: (n) =>
    n === 0
      ? 'Tämän asian mukana siirtyvät vain asiakkaan sanat.'
      : n === 1
        ? 'Yhtä tietoa kysytään, jotta asiakkaan ei tarvitse toistaa sitä.'
        : `${n} tietoa kysytään, jotta asiakkaan ei tarvitse toistaa niitä.`,
  required: 'täytettävä',
  sensitive: 'arkaluonteinen',
  edit: 'Muuta mukana kulkevia tietoja',
  whoEdits: 'Pääkäyttäjä voi muuttaa näitä.',
  editLead:
    'Kysy vain se, minkä vastaanottaja tarvitsee. Jo tehdyissä tarjouksissa kentät pysyvät ennallaan.',
  types: {
    TEXT: 'teksti, yksi rivi',
    LONG_TEXT: 'teksti, monta riviä',
    NUMBER: 'luku',
    MONEY: 'euroa',
    DATE: 'päivä',
    YES_NO: 'kyllä tai ei',
    CHOICE: 'valinta',
  },
  field: (n) => `Kenttä ${n}`,
  name: 'Lyhyt tunnus',
  nameHelp:
    'Kirjaimia a–z ja numeroita. Mittarit laskevat sen mukaan, joten älä vaihda käytössä olevaa.',
  type: 'Vastauksen laji',
  label: 'Mitä kysytään',
  help: 'Miten täytetään',
  why: 'Mihin tarvitaan',
  whyHelp: 'Kaikilla kolmella kielellä tai ei millään.',
  requiredBox: 'Täytettävä, tai jätettävä pois perustellen',
  sensitiveBox: 'Arkaluonteinen: vain asian käsittelijät näkevät, eikä sitä lähetetä minnekään',
  options: 'Vaihtoehdot',
  option: (n) => `Vaihtoehto ${n}`,
  addOption: 'Lisää vaihtoehto',
  removeOption: (n) => `Poista vaihtoehto ${n}`,
  add: 'Lisää kenttä',
  up: (label) => `Siirrä ”${label}” ylemmäs`,
  down: (label) => `Siirrä ”${label}” alemmas`,
  remove: (label) => `Poista ”${label}”`,
  upShort: 'Ylös',
  downShort: 'Alas',
  removeShort: 'Poista',
  save: 'Tallenna',
  cancel: 'Jätä ennalleen',
  saved: 'Tallennettu. Seuraava siirto kysyy näitä.',
};
