import type { Said } from '../cases/legs';
import type { LocalText, Words } from '../words';
import type { Ask } from './model';

type Speech = { words: Words; locale: string; say: (text: LocalText) => string };

/** What was asked about a case and answered, as sentences of its story. */
export function askLegs(asks: readonly Ask[], { words, say, locale }: Speech): Said[] {
  const text = words.asks.legs;
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  return asks.flatMap((ask) => {
    const whom = ask.miniNetwork
      ? text.network(say(ask.miniNetwork.name))
      : list.format(ask.replies.map((reply) => reply.expert?.name ?? words.common.somebody));
    const asked: Said = {
      at: ask.askedAt,
      meaning: ask.state === 'OPEN' ? 'waiting' : 'away',
      sentence: text.asked(ask.asker?.name ?? words.common.somebody, whom),
      note: ask.question,
    };
    const replied = ask.replies.flatMap(
      ({ state, at, expert, text: answer, helped, passReason }) => {
        if (!at) return [];
        const who = expert?.name ?? words.common.somebody;
        const sentence =
          state === 'PASSED'
            ? text.passed(who, passReason ? words.asks.passReasons[passReason] : '')
            : helped
              ? text.helped(who)
              : text.answered(who);
        const leg: Said = {
          at,
          meaning: helped ? 'done' : 'away',
          sentence,
          note: answer ?? null,
        };
        return [leg];
      },
    );
    return [asked, ...replied];
  });
}
