import type { Words } from '../en';

export const nav: Words['nav'] = {
  main: 'Päävalikko',
  desk: 'Työpöytä',
  inbox: 'Saapuneet',
  cases: 'Asiat',
  taxonomy: 'Asiatyypit',
  evidence: 'Näyttö',
  network: 'Verkosto',
  dryrun: 'Koeajo',
  notes: 'Muistiinpanot',
  mininetworks: 'Miniverkostot',
  pilots: 'Kokeilut',
  skip: 'Siirry sisältöön',
  offersWaiting: (n) => (n === 1 ? '1 siirto odottaa' : `${n} siirtoa odottaa`),
  reviewsWaiting: (n) =>
    n === 1 ? 'sinun käytäntösi odottaa tarkistusta' : `${n} käytäntöäsi odottaa tarkistusta`,
};
