import type { Words } from '../en';

export const behind: Words['behind'] = {
  title: 'Ruudun takana olevat asiat',
  show: 'Näytä asiat ruudun takana',
  hide: 'Piilota asiat',
  none: 'Yksikään asioista ei ole enää tallessa.',
  notYours: 'Itse asioita lukevat palveluasiantuntijat ja asiantuntijat, jotka niitä hoitavat.',
  together:
    'Tässä on pieniä yksiköitä yhdessä, joten asioita niiden takana ei luetella: se erottaisi ne taas toisistaan.',
};
