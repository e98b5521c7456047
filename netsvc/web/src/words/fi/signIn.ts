import type { Words } from '../en';

export const signIn: Words['signIn'] = {
  title: 'Kuka olet tänään?',
  lead: 'Keksitty etuuslaitos. Valitse henkilö ja katso ympärillesi.',
  search: 'Hae nimellä tai yksiköllä',
  everyRole: 'Kaikki',
  role: 'Rooli',
  people: 'Henkilöt',
  nobody: 'Ei ketään sillä nimellä.',
  pick: 'Valitse nuolinäppäimillä, kirjaudu Enterillä.',
  tokenTitle: 'Kirjaudu',
  tokenLead: 'Liitä tunniste, jonka sait pääkäyttäjältä.',
  token: 'Tunniste',
  enter: 'Kirjaudu',
  refused: 'Tunniste on väärä tai vanhentunut. Pyydä uusi.',
  ended: 'Kirjautumisesi vanheni. Kirjaudu uudelleen; tässä ikkunassa kirjoittamasi on tallella.',
  unreachable: 'Palvelu ei vastaa. Se voi olla käynnistymässä.',
};
