import type { Words } from '../en';

export const figures: Words['figures'] = {
  title: 'Fler siffror',
  more: 'Mått från nätverksforskningen och alla mått som läggs till i tjänsten. Välj ett.',
  by: 'Dela upp',
  of: 'Gäller',
  byChance: (figure) => `slumpen skulle ge ${figure}`,
  nothing: 'Det finns inget att visa för de här dagarna.',
  notYours: 'Din roll ser inte det här måttet.',
  split: {
    TOTAL: 'Totalt',
    UNIT: 'Per enhet',
    SILO: 'Per silo',
    UNIT_HOUR: 'Per enhet och timme',
    ISSUE_TYPE: 'Per ärendetyp',
    FIELD: 'Per fält',
    WEEK: 'Per vecka',
    FLOW: 'Från enhet till enhet',
    SILO_FLOW: 'Från silo till silo',
    MONTH: 'Per månad',
    PAIR: 'Per par av enheter',
    LOOP: 'Per runda',
    WAY: 'Per väg',
  },
};
