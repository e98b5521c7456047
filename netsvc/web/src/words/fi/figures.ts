import type { Words } from '../en';

export const figures: Words['figures'] = {
  title: 'Lisää lukuja',
  more: 'Verkostotutkimuksen tunnuslukuja ja kaikki mittarit, joita palveluun lisätään. Valitse yksi.',
  by: 'Jaottelu',
  of: 'Mistä',
  byChance: (figure) => `sattuma antaisi ${figure}`,
  nothing: 'Näiltä päiviltä ei ole näytettävää.',
  notYours: 'Roolisi ei näe tätä mittaria.',
  split: {
    TOTAL: 'Kaikkiaan',
    UNIT: 'Yksiköittäin',
    SILO: 'Siiloittain',
    UNIT_HOUR: 'Yksiköittäin ja tunneittain',
    ISSUE_TYPE: 'Asiatyypeittäin',
    FIELD: 'Kentittäin',
    WEEK: 'Viikoittain',
    FLOW: 'Yksiköstä yksikköön',
    SILO_FLOW: 'Siilosta siiloon',
    MONTH: 'Kuukausittain',
    PAIR: 'Yksikköpareittain',
    LOOP: 'Silmukoittain',
    WAY: 'Reiteittäin',
  },
};
