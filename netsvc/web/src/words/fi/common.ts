import type { Words } from '../en';

export const common: Words['common'] = {
  cancel: 'Peruuta',
  close: 'Sulje',
  back: 'Takaisin',
  again: 'Yritä uudelleen',
  more: 'Näytä lisää',
  loading: 'Haetaan…',
  unknown: 'ei tiedossa',
  none: 'ei mitään',
  optional: 'ei pakollinen',
  noteLabel: 'Lisätieto',
  problem: 'Se ei onnistunut',
  unsure: 'Emme tiedä, menikö se perille. Yritä uudelleen: se ei voi tapahtua kahdesti.',
  failed: 'Emme saaneet tietoja haettua.',
  failedSafe: 'Mitään ei kadonnut. Yritä hetken päästä uudelleen.',
  notYours: 'Tämä sivu ei kuulu rooliisi',
  notYoursWho: (who) => `Sivu on näille: ${who}.`,
  notFound: 'Tässä osoitteessa ei ole mitään',
  notFoundGo: 'Siirry alkuun',
  nobody: 'ei kukaan',
  somebody: 'joku',
};
