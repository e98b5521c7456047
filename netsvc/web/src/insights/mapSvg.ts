/** The map as a picture for print: an SVG of its own, and a PNG three times as fine; pure but for
 * the canvas. */
import type { LocalText } from '../words';
import { named, type Bond, type Picture, type Spot } from './map';

export type Tones = { paper: string; text: string; quiet: string; across: string; inside: string };

/** On paper it is always light. */
export const PAPER: Tones = {
  paper: '#ffffff',
  text: '#1b1d1f',
  quiet: '#575b60',
  across: '#3d4a57',
  inside: '#cfd3d6',
};

export const WIDTH = 1100;
const HEIGHT = 760;
const FOOT = 40;
const SIDE = 110;
const TOP = 60;
const MOST_LINES = 3000;
const FONT = 'system-ui, sans-serif';

type Drawn = {
  picture: Picture;
  say: (text: LocalText) => string;
  title: string;
  note: string;
  tones: Tones;
  bold: (bond: Bond) => boolean;
};

const escaped = (text: string) =>
  text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0).toString()};`);
const place = ({ x, y }: Spot): [number, number] => [
  SIDE + ((x + 1) / 2) * (WIDTH - 2 * SIDE),
  TOP + ((1 - y) / 2) * (HEIGHT - TOP - FOOT - 60),
];
const short = (value: number) => value.toFixed(1);

export function svgOf({ picture, say, title, note, tones, bold }: Drawn): string {
  const lines = picture.bonds.slice(-MOST_LINES).map((bond) => {
    const [x1, y1] = place(bond.from);
    const [x2, y2] = place(bond.to);
    const colour = bold(bond) ? tones.text : bond.across ? tones.across : tones.inside;
    const width = short(bold(bond) ? bond.width + 2 : bond.width);
    return `<line x1="${short(x1)}" y1="${short(y1)}" x2="${short(x2)}" y2="${short(y2)}" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-opacity="0.75"/>`;
  });
  const names = named(picture.spots, place, say);
  const discs = picture.spots.map((spot) => {
    const [x, y] = place(spot);
    const { silo, size } = spot;
    const disc = `<circle cx="${short(x)}" cy="${short(y)}" r="${short(size)}" fill="${silo.colour}" stroke="${tones.paper}" stroke-width="1.5"/>`;
    const letter = `<text x="${short(x)}" y="${short(y)}" dy="0.35em" text-anchor="middle" font-size="${short(Math.max(9, size * 0.8))}" font-weight="700" fill="${silo.ink}">${silo.letter}</text>`;
    const { dx, dy, anchor } = names.get(spot.key) ?? { dx: 0, dy: 0, anchor: 'middle' };
    const name = `<text x="${short(x + dx)}" y="${short(y + dy)}" dy="0.35em" text-anchor="${anchor}" font-size="14" fill="${tones.text}" stroke="${tones.paper}" stroke-width="4" paint-order="stroke">${escaped(say(spot.label))}</text>`;
    return disc + (silo.letter ? letter : '') + (names.has(spot.key) ? name : '');
  });
  const lettered = picture.silos.filter((silo) => silo.letter);
  const key = lettered.map(({ letter, name, colour, ink }, index) => {
    const across = Math.min(4, lettered.length);
    const x = 24 + (index % across) * ((WIDTH - 48) / across);
    const y = HEIGHT - FOOT + 4 + Math.floor(index / across) * 26;
    return `<circle cx="${short(x + 9)}" cy="${short(y)}" r="9" fill="${colour}"/><text x="${short(x + 9)}" y="${short(y)}" dy="0.35em" text-anchor="middle" font-size="10" font-weight="700" fill="${ink}">${letter}</text><text x="${short(x + 26)}" y="${short(y)}" dy="0.35em" font-size="14" fill="${tones.text}">${escaped(say(name))}</text>`;
  });
  const rows = Math.ceil(lettered.length / 4);
  const height = HEIGHT + Math.max(0, rows - 1) * 26;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH.toString()} ${height.toString()}" width="${WIDTH.toString()}" height="${height.toString()}" font-family="${FONT}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="100%" height="100%" fill="${tones.paper}"/>`,
    `<text x="24" y="32" font-size="18" font-weight="600" fill="${tones.text}">${escaped(title)}</text>`,
    `<text x="${(WIDTH - 24).toString()}" y="32" font-size="13" text-anchor="end" fill="${tones.quiet}">${escaped(note)}</text>`,
    ...lines,
    ...discs,
    ...key,
    '</svg>',
  ].join('\n');
}

export const asAddress = (svg: string) =>
  `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;

/** Three points a pixel: about 300 to the inch on a page of A4. */
export async function pngOf(svg: string): Promise<Blob> {
  const image = new Image();
  image.src = asAddress(svg);
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth * 3;
  canvas.height = image.naturalHeight * 3;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done, failed) => {
    canvas.toBlob((blob) => {
      if (blob) done(blob);
      else failed(new Error('no picture'));
    }, 'image/png');
  });
}

export function save(blob: Blob, name: string) {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
