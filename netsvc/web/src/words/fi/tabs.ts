import type { Words } from '../en';

export const tabs: Words['tabs'] = {
  label: 'Asiakkaat työn alla',
  fresh: 'Uusi asiakas',
  open: 'Toinen asiakas',
  close: 'Sulje',
  full: (most) => `Enintään ${most} asiakasta yhtä aikaa.`,
  news: 'jotain uutta',
  heard: (label) => `Jotain uutta: ${label}`,
  caseTitle: 'Päätetäänkö yhteydenotto?',
  caseLead: (number) =>
    `Asia ${number} on yhä sinulla. Se jää omiin asioihisi, ja avoin heti-tarjous perutaan.`,
  caseDo: 'Päätä yhteydenotto ja sulje',
  draftTitle: 'Hylätäänkö kirjoittamasi?',
  draftLead: 'Asiaa ei ole vielä avattu, joten siitä ei jää mitään talteen.',
  draftDo: 'Hylkää',
  stay: 'Pysy tässä',
  keyOpen: 'toinen asiakas',
  keyNext: 'seuraavan asiakkaan välilehti',
  keyPrevious: 'edellisen asiakkaan välilehti',
  keyClose: 'sulje välilehti',
};
