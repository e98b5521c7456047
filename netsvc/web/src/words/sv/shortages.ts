import type { Words } from '../en';

export const shortages: Words['shortages'] = {
  says: (cases, unit, hours) =>
    `Ingen var ledig i ${cases} ärenden, oftast här: ${unit}, ${hours}.`,
  ways: (redirected, nobodyTook) =>
    `I ${redirected} av dem hänvisades kunden vidare; i ${nobodyTook} tillfrågades alla som kunde tillfrågas och ingen tog emot ärendet.`,
  allRedirected: 'Varje gång hänvisades kunden vidare.',
  noneTook: 'Varje gång tillfrågades alla som kunde tillfrågas, och ingen tog emot ärendet.',
  none: 'Hittills har någon varit ledig för varje ärende.',
  tooFew: 'Så få sökte hjälp att siffran inte kan visas.',
  table: 'Ärenden där ingen var ledig, per enhet och tid på dygnet',
  all: 'Alla timmar',
  hours: (from, until) => `kl.\u00a0${from}–${until}`,
  joined: 'Timmar i följd där få personer deltog räknas tillsammans.',
};
