import { askLegs } from '../asks/legs';
import type { Meaning } from '../ui/Mark';
import type { LocalText, Words } from '../words';
import { duration, exact } from '../words/format';
import type { Story, WholeCase } from './CasePage';

export type Leg = {
  key: string;
  at: string;
  meaning: Meaning;
  sentence: string;
  note: string | null;
  /** The handover whose packet is shown with the sentence. */
  packet: Handover | null;
};
type Speech = { words: Words; locale: string; say: (text: LocalText) => string };
type Handover = WholeCase['handovers'][number];
export type Said = Pick<Leg, 'at' | 'meaning' | 'sentence'> & Partial<Leg>;

/** Everything that happened to a case, newest first, a sentence each. */
export function legsOf(matter: WholeCase, story: Story | null, speech: Speech): Leg[] {
  const { words, say, locale } = speech;
  const text = words.case.legs;
  const somebody = words.common.somebody;
  const said: Said[] = [];

  matter.contacts.forEach((contact) => {
    const who = contact.handledBy?.name ?? somebody;
    const channel = words.channels[contact.channel];
    const first = contact.id === matter.contact?.id || matter.contacts.length === 1;
    const opened = matter.openedBy?.name ?? who;
    said.push({
      at: first ? matter.openedAt : contact.startedAt,
      meaning: 'away',
      sentence: first ? text.opened(opened, channel) : text.contact(who, channel),
      note: contact.queueSeconds ? text.queued(duration(contact.queueSeconds, locale)) : null,
    });
    if (contact.endedAt) {
      said.push({ at: contact.endedAt, meaning: 'away', sentence: text.ended });
    }
  });
  if (matter.contacts.length === 0) {
    const opened = matter.openedBy?.name ?? somebody;
    const sentence = text.opened(opened, words.channels[matter.channel]);
    said.push({ at: matter.openedAt, meaning: 'away', sentence });
  }
  for (const handover of matter.handovers) {
    const from = party(handover.sender, handover.senderUnit, speech);
    const to = party(handover.receiver, handover.receiverUnit, speech);
    said.push({
      at: handover.offeredAt,
      meaning: handover.state === 'OFFERED' ? 'waiting' : 'away',
      sentence: handover.kind === 'WARM' ? text.offeredWarm(from, to) : text.offeredCold(from, to),
      packet: handover,
      note: handover.note,
    });
    const decision = decided(handover, from, to, words);
    if (decision) {
      const at = handover.decidedAt ?? handover.offeredAt;
      said.push({ ...decision, at, note: handover.declineNote });
    }
  }
  said.push(...askLegs(matter.asks, speech));
  said.push(...matter.promises.flatMap((one) => promised(one, speech)));
  for (const redirect of matter.redirects) {
    const toward = redirect.toward ? say(redirect.toward.name) : '';
    said.push({
      at: redirect.at,
      meaning: 'problem',
      sentence: text.redirected(redirect.by?.name ?? somebody, toward),
      note: [words.redirectReasons[redirect.reason], redirect.note].filter(Boolean).join('. '),
    });
  }
  if (matter.resolvedAt) {
    const sentence = text.resolved(matter.resolvedBy?.name ?? somebody);
    said.push({ at: matter.resolvedAt, meaning: 'done', sentence });
  }
  if (matter.excludedFromNet) {
    const { at, reason } = matter.excludedFromNet;
    said.push({ at, meaning: 'away', sentence: text.excluded(reason) });
  }
  said.push(...afterwards(matter, story, speech));
  return said
    .map((leg, index) => ({ note: null, packet: null, ...leg, key: String(index) }))
    .sort((a, b) => b.at.localeCompare(a.at) || Number(b.key) - Number(a.key));
}

/** What the customer was told, and what became of it. */
function promised(one: WholeCase['promises'][number], { words, locale }: Speech): Said[] {
  const text = words.case.legs;
  const by = one.madeBy?.name ?? words.common.somebody;
  const made: Said = {
    at: one.madeAt,
    meaning: 'away',
    sentence: text.promised(by, exact(one.dueAt, locale)),
    note: one.what,
  };
  if (!one.fulfilledAt) return [made];
  const late = one.state === 'BROKEN';
  const sentence = late ? text.promiseKeptLate : text.promiseKept;
  return [made, { at: one.fulfilledAt, meaning: late ? 'problem' : 'done', sentence }];
}

/** What happened beside offers and answers: given back, asked, corrected, opened again, decided. */
function afterwards(matter: WholeCase, story: Story | null, { words, say }: Speech): Said[] {
  const text = words.after.legs;
  const somebody = words.common.somebody;
  const leg = (id: string | undefined) => matter.handovers.find((one) => one.id === id);
  if (!story) return [];
  return [
    ...story.returns.map(({ at, reason, note, handover }): Said => {
      const who = leg(handover?.id)?.receiver?.name ?? somebody;
      const to = leg(handover?.id)?.sender?.name ?? somebody;
      const why = words.after.returnReasons[reason];
      return { at, meaning: 'problem', sentence: text.returned(who, to, why), note: note ?? null };
    }),
    ...story.questions.flatMap((one): Said[] => {
      const to = one.handover?.sender?.name ?? somebody;
      const asked: Said = {
        at: one.askedAt,
        meaning: one.answer ? 'away' : 'waiting',
        sentence: text.asked(one.askedBy?.name ?? somebody, to),
        note: one.question,
      };
      if (!one.answeredAt) return [asked];
      const sentence = text.answered(one.answeredBy?.name ?? somebody);
      return [asked, { at: one.answeredAt, meaning: 'done', sentence, note: one.answer ?? null }];
    }),
    ...story.typeChanges.map(({ at, by, toType }): Said => ({
      at,
      meaning: 'away',
      sentence: text.retyped(by?.name ?? somebody, toType ? say(toType.name) : ''),
    })),
    ...story.reopenings.flatMap((one): Said[] => {
      const opened: Said = {
        at: one.at,
        meaning: 'waiting',
        sentence: text.reopened(one.by?.name ?? somebody),
      };
      if (one.endedState !== 'RESOLVED' || !one.endedAt) return [opened];
      const sentence = text.resolvedBefore(one.endedBy?.name ?? somebody);
      return [{ at: one.endedAt, meaning: 'done', sentence }, opened];
    }),
    ...story.conferences.flatMap((one): Said[] => {
      const why = words.after.loops[one.kind];
      const sentence = text.conference(one.openedBy?.name ?? somebody, why);
      const called: Said = { at: one.openedAt, meaning: 'waiting', sentence };
      if (!one.decidedAt || !one.named) return [called];
      const decision = text.named(one.namedBy?.name ?? somebody, one.named.name);
      return [
        called,
        { at: one.decidedAt, meaning: 'done', sentence: decision, note: one.note ?? null },
      ];
    }),
  ];
}

function party(
  person: Handover['sender'],
  unit: Handover['senderUnit'],
  { words, say }: Speech,
): string {
  return person?.name ?? (unit ? say(unit.name) : words.common.somebody);
}

function decided(
  { state, declineReason }: Handover,
  from: string,
  to: string,
  words: Words,
): Pick<Leg, 'meaning' | 'sentence'> | null {
  const text = words.case.legs;
  const reason = declineReason ? words.declineReasons[declineReason] : words.common.unknown;
  switch (state) {
    case 'OFFERED':
      return null;
    case 'ACCEPTED':
      return { meaning: 'done', sentence: text.accepted(to) };
    case 'DECLINED':
      return { meaning: 'problem', sentence: text.declined(to, reason) };
    case 'EXPIRED':
      return { meaning: 'problem', sentence: text.expired(to) };
    case 'WITHDRAWN':
      return { meaning: 'away', sentence: text.withdrawn(from) };
    case 'FORWARDED':
      return { meaning: 'away', sentence: text.forwarded(to) };
    // what it came to is told with its reason, when that happened
    case 'RETURNED':
      return { meaning: 'done', sentence: text.accepted(to) };
  }
}
