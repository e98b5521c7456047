import type { Words } from '../en';

export const signIn: Words['signIn'] = {
  title: 'Vem är du i dag?',
  lead: 'En påhittad förmånsanstalt. Välj en person och se dig omkring.',
  search: 'Sök på namn eller enhet',
  everyRole: 'Alla',
  role: 'Roll',
  people: 'Personer',
  nobody: 'Ingen med det namnet.',
  pick: 'Välj med piltangenterna, logga in med Enter.',
  tokenTitle: 'Logga in',
  tokenLead: 'Klistra in koden som du fick av administratören.',
  token: 'Kod',
  enter: 'Logga in',
  refused: 'Koden är fel eller har gått ut. Be om en ny.',
  ended: 'Din inloggning har gått ut. Logga in igen; det du skrev i det här fönstret finns kvar.',
  unreachable: 'Tjänsten svarar inte. Den håller kanske på att starta.',
};
