/** The matrix as a picture for print: drawn from its data, not from the screen; pure. */
import type { FlowPartsFragment, PlacePartsFragment } from '../generated/insights/graphql';
import { cellOf, standing, strength, type Arranged } from './links';

const CELL = { width: 52, height: 28 };
const EDGE = 24;
const LETTER = 7.2;
/** Dark enough on white paper, and told apart also in grey by the sign beside the number. */
const INK = { text: '#1a1a1a', quiet: '#595959', line: '#c4c4c4', block: '#595959' };
const SHADES = { more: [42, 120, 181], fewer: [217, 130, 43] } as const;
const SIGNS = { more: '+', fewer: '−', asChance: '', unknown: '' } as const;

export type Caption = { title: string; under: string; key: string };

/** An SVG document; every text is escaped. */
export function matrixSvg(
  rows: readonly FlowPartsFragment[],
  { places, starts }: Arranged,
  caption: Caption,
  say: (place: PlacePartsFragment) => string,
  locale: string,
): string {
  const cells = new Map(rows.map((row) => [cellOf(row.source, row.target), row]));
  const longest = Math.max(8, ...places.map((place) => say(place).length));
  const left = EDGE + 32 + longest * LETTER;
  const top = EDGE + 72;
  const size = places.length;
  const grid = size * CELL.width;
  const width =
    Math.max(
      left + grid,
      EDGE + caption.title.length * 8.6,
      EDGE + caption.under.length * 6.4,
      EDGE + caption.key.length * 6.4,
    ) + EDGE;
  const bottom = top + size * CELL.height;
  const height = bottom + 36 + EDGE;
  const parts: string[] = [
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    text(EDGE, EDGE + 14, caption.title, { size: 16, weight: 600 }),
    text(EDGE, EDGE + 36, caption.under, { size: 12, fill: INK.quiet }),
    text(EDGE, bottom + 28, caption.key, { size: 12, fill: INK.quiet }),
  ];
  places.forEach((place, index) => {
    const y = top + index * CELL.height;
    const middle = y + CELL.height / 2 + 5;
    parts.push(text(EDGE + 20, middle, String(index + 1), { fill: INK.quiet, anchor: 'end' }));
    parts.push(text(EDGE + 28, middle, say(place), {}));
    const along = left + index * CELL.width + CELL.width - 10;
    parts.push(text(along, top - 8, String(index + 1), { fill: INK.quiet, anchor: 'end' }));
    places.forEach((to, column) => {
      const row = cells.get(cellOf(place, to));
      const x = left + column * CELL.width;
      parts.push(boxOf(x, y, row, locale));
    });
  });
  for (let index = 0; index <= size; index += 1) {
    const ink = starts.has(index);
    const stroke = `stroke="${ink ? INK.block : INK.line}" stroke-width="${ink ? 2 : 1}"`;
    const y = top + index * CELL.height;
    const x = left + index * CELL.width;
    parts.push(`<path d="M${left} ${y}h${grid}" ${stroke}/>`);
    parts.push(`<path d="M${x} ${top}v${size * CELL.height}" ${stroke}/>`);
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"`,
    ` viewBox="0 0 ${width} ${height}" role="img" font-family="'Public Sans', Arial, sans-serif">`,
    `<title>${escaped(caption.title)}</title>`,
    ...parts,
    '</svg>',
  ].join('\n');
}

function boxOf(x: number, y: number, row: FlowPartsFragment | undefined, locale: string): string {
  const how = standing(row?.against);
  const part = strength(row?.against) * 0.55;
  const shade = how === 'more' || how === 'fewer' ? onWhite(SHADES[how], part) : '#ffffff';
  const said = row ? `${row.count.toLocaleString(locale)}${SIGNS[how]}` : '·';
  return (
    `<rect x="${x}" y="${y}" width="${CELL.width}" height="${CELL.height}" fill="${shade}"/>` +
    text(x + CELL.width - 10, y + CELL.height / 2 + 5, said, { anchor: 'end' })
  );
}

/** The colour as it lies on white: a printer knows no transparency. */
function onWhite(colour: readonly [number, number, number], part: number): string {
  const mixed = colour.map((one) => Math.round(255 + (one - 255) * part));
  return `#${mixed.map((one) => one.toString(16).padStart(2, '0')).join('')}`;
}

type Look = { size?: number; weight?: number; fill?: string; anchor?: 'start' | 'end' };

function text(x: number, y: number, said: string, look: Look): string {
  const { size = 13, weight = 400, fill = INK.text, anchor = 'start' } = look;
  return (
    `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${fill}"` +
    ` text-anchor="${anchor}">${escaped(said)}</text>`
  );
}

function escaped(said: string): string {
  return said.replace(/[<>&"']/g, (sign) => `&#${sign.codePointAt(0) ?? 0};`);
}
