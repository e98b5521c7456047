import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { useLive, type LiveEvent } from '../live';
import { useSpeech } from '../words';

const ABOUT_SWAPS: ReadonlySet<LiveEvent['kind']> = new Set([
  'SWAP_PROPOSED',
  'SWAP_AGREED',
  'SWAP_DECLINED',
]);

/** Calls back when a turn of duty was asked for, agreed or declined. */
export function useSwapEvents(heard: (event: LiveEvent) => void) {
  const { listen } = useLive();
  useEffect(
    () =>
      listen((event) => {
        if (ABOUT_SWAPS.has(event.kind)) heard(event);
      }),
    [listen, heard],
  );
}

/** Says live that a colleague asks for a swap of turns, or what they answered. */
export function SwapNews() {
  const { words, say } = useSpeech();
  const text = words.mininetworks;
  const [news, setNews] = useState<LiveEvent | null>(null);
  useSwapEvents(setNews);
  const network = news?.miniNetwork;
  const said =
    news?.kind === 'SWAP_PROPOSED'
      ? text.swapNewsAsked
      : news?.kind === 'SWAP_AGREED'
        ? text.swapNewsAgreed
        : text.swapNewsDeclined;
  return (
    <div role="status" className={network ? 'presence-news' : 'hidden'}>
      {network ? (
        <>
          {said}{' '}
          <Link
            href={`/mininetworks/${encodeURIComponent(network.id)}`}
            onClick={() => setNews(null)}
          >
            {say(network.name)}
          </Link>{' '}
          <button type="button" className="tool" onClick={() => setNews(null)}>
            {words.common.close}
          </button>
        </>
      ) : null}
    </div>
  );
}
