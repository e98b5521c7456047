/** The keys of each page, for the palette and nowhere else: what a page does is in the page. */
import type { Words } from '../words';

type Key = readonly [keys: string, does: string];

function deskKeys({ desk, tabs, asks, offering, packet }: Words): Key[] {
  return [
    ['↑ ↓', desk.keyChoose],
    ['Enter', desk.keyHandOver],
    ['Ctrl Enter', desk.keyHandOver],
    ['Ctrl Shift Enter', desk.keyLater],
    ['Alt A', asks.keyAsk],
    ['Alt B', offering.keyTogether],
    ['Alt S', packet.keySkip],
    ['Alt R', desk.keyRedirect],
    ['Alt L', desk.keyResolve],
    ['Alt 1…9', desk.keyNumber],
    ['Alt W', desk.keyWithdraw],
    ['Alt N', desk.keyNew],
    ['Alt T', tabs.keyOpen],
    ['Alt J', tabs.keyNext],
    ['Alt K', tabs.keyPrevious],
    ['Alt X', tabs.keyClose],
    ['Esc', desk.keyBack],
  ];
}

/** Those of the page at this path, then those that hold everywhere. */
export function keysOf(path: string, words: Words): Key[] {
  const everywhere: Key[] = [['Ctrl K', words.desk.keyPalette]];
  const endContact: Key = ['Alt O', words.contact.key];
  if (path.startsWith('/desk')) return [...deskKeys(words), ...everywhere];
  if (path === '/cases') {
    return [
      ['/', words.palette.keySearch],
      ['J K', words.palette.keyMove],
      ['↑ ↓', words.palette.keyMove],
      ['Enter', words.palette.keyOpen],
      ...everywhere,
    ];
  }
  if (path.startsWith('/cases/') || path.startsWith('/inbox')) return [endContact, ...everywhere];
  return everywhere;
}
