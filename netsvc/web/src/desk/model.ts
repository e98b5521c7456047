/** What the agent has in hand: pure state and its transitions. */
import type {
  CasePartsFragment,
  Channel,
  IssueTypePartsFragment,
  Language,
  LinePartsFragment,
  OfferPartsFragment,
  SuggestionPartsFragment,
} from '../generated/graphql';
import type { Field, Filled, Packet } from '../packet/values';

import { concerns, openLegs, saidNo } from './offering';

export type Line = LinePartsFragment;
/** Somebody who can be chosen; with `line` it is a mini-network, chosen like a person. */
export type Suggestion = SuggestionPartsFragment & { line?: Line };
export type IssueType = IssueTypePartsFragment;
export type Offer = OfferPartsFragment;
/** A case just opened, with what its issue type asks for. */
export type OpenedCase = CasePartsFragment & { issueType?: IssueType | null };

export type Stage =
  | 'finding'
  | 'sending'
  | 'offered'
  | 'accepted'
  | 'refused'
  | 'conference'
  | 'resolved'
  | 'redirected';

export type PromiseDraft = { what: string; hours: string };

/** A case being opened: under which key, and of which words, language and contact. */
export type Opening = { key: string; of: string };

/** What was pressed about that case: under which key it goes out, and who is asked next. */
export type Press = Opening & { what: string; next: string[] };

export type Desk = {
  matter: string;
  language: Language;
  channel: Channel;
  customerNumber: string;
  /** The issue type that the agent chose; null lets the words decide. */
  issueType: IssueType | null;
  /** What is filled in, by field; it stays while others are chosen and asked. */
  packet: Packet;
  chosen: Suggestion | null;
  stage: Stage;
  opened: OpenedCase | null;
  /** Set from the press until the answer; it outlives the page, so that no second case is opened. */
  opening: Opening | null;
  /** Set from a press until its answer; it outlives the page, so that the same press finds it. */
  pressed: Press | null;
  offer: Offer | null;
  /** People who have said no to this case, by id; they are not proposed next. */
  refusedBy: string[];
  /** Whether the best three are asked at once. */
  together: boolean;
  /** A contact that goes on: the same customer's next matter belongs to it. */
  contactId: string | null;
  /** What the customer is to be promised, as written so far. */
  promise: PromiseDraft | null;
  problem: string | null;
  /** Set where one more offer would send the case round in a circle: to whom it would have gone. */
  loop: { towardId: string | null } | null;
};

export type Action =
  | { do: 'write'; matter: string }
  | { do: 'fill'; field: 'language' | 'channel' | 'customerNumber'; value: string }
  | { do: 'pack'; name: string; filled: Filled }
  | { do: 'about'; issueType: IssueType | null }
  | { do: 'choose'; chosen: Suggestion | null }
  /** Proposed by the page; what was just complained about stays in sight. */
  | { do: 'propose'; chosen: Suggestion | null }
  | { do: 'promise'; promise: PromiseDraft }
  | { do: 'together'; together: boolean }
  | { do: 'send'; press: Press }
  /** `unsure`: it may have been done all the same. */
  | { do: 'fail'; problem: string; loop?: Desk['loop']; unsure?: boolean }
  /** Something did not work, and everything stays as it is. */
  | { do: 'complain'; problem: string }
  | { do: 'opening'; opening: Opening | null }
  | { do: 'opened'; opened: OpenedCase }
  | { do: 'offered'; offer: Offer }
  | { do: 'answered'; offer: Offer }
  | { do: 'finish'; stage: 'resolved' | 'redirected' | 'conference' }
  | { do: 'next'; keepContact: boolean; language: Language };

export function emptyDesk(language: Language): Desk {
  return {
    matter: '',
    language,
    channel: 'PHONE',
    customerNumber: '',
    issueType: null,
    packet: {},
    chosen: null,
    stage: 'finding',
    opened: null,
    opening: null,
    pressed: null,
    offer: null,
    refusedBy: [],
    together: false,
    contactId: null,
    promise: null,
    problem: null,
    loop: null,
  };
}

/** The desk with a case in hand that was opened before, here or elsewhere. */
export function inHand(opened: OpenedCase): Desk {
  return {
    ...emptyDesk(opened.language),
    channel: opened.channel,
    matter: opened.words,
    issueType: opened.issueType ?? null,
    opened,
  };
}

/** What the sender hears of any of the offers that are out for the case. */
function answered(desk: Desk, offer: Offer): Desk {
  if (!concerns(desk, offer)) return desk;
  if (offer.state === 'ACCEPTED') return { ...desk, offer, stage: 'accepted', problem: null };
  // accepted and then given back, or the acceptance undone
  const held = desk.stage === 'accepted' && desk.offer?.id === offer.id;
  if (held && offer.state === 'OFFERED') return { ...desk, offer, stage: 'offered' };
  if (held && offer.state === 'RETURNED') {
    const refusedBy = [...desk.refusedBy, ...(offer.receiver ? [offer.receiver.id] : [])];
    return { ...desk, offer, stage: 'refused', problem: null, chosen: null, refusedBy };
  }
  const waits = desk.stage === 'offered' || desk.stage === 'sending';
  if (!waits) return desk.offer?.id === offer.id ? { ...desk, offer } : desk;
  const refusedBy = [...new Set([...desk.refusedBy, ...saidNo(offer)])];
  if (offer.state === 'OFFERED') return { ...desk, offer, stage: 'offered', refusedBy };
  if (openLegs(offer).length > 0) {
    // others are asked still: what happened shows among the steps
    const inFront = desk.offer?.id === offer.id ? offer : desk.offer;
    return { ...desk, offer: inFront && { ...inFront, offering: offer.offering }, refusedBy };
  }
  // the rest could only have sent it round in a circle: a conference leads on
  const loop = offer.offering?.loop ? { towardId: null } : null;
  return { ...desk, offer, stage: 'refused', problem: null, chosen: null, refusedBy, loop };
}

export function step(desk: Desk, action: Action): Desk {
  switch (action.do) {
    case 'write':
      return { ...desk, matter: action.matter, problem: null };
    case 'fill':
      return { ...desk, [action.field]: action.value };
    case 'pack':
      return { ...desk, packet: { ...desk.packet, [action.name]: action.filled }, problem: null };
    case 'about':
      return { ...desk, issueType: action.issueType, chosen: null };
    case 'choose':
      return { ...desk, chosen: action.chosen, problem: null, loop: null };
    case 'propose':
      return { ...desk, chosen: action.chosen };
    case 'promise':
      return { ...desk, promise: action.promise, problem: null };
    case 'together':
      return { ...desk, together: action.together };
    case 'send':
      return {
        ...desk,
        stage: 'sending',
        pressed: same(desk.pressed, action.press) ? desk.pressed : action.press,
        problem: null,
        loop: null,
      };
    case 'fail':
      return {
        ...desk,
        stage: desk.offer ? 'refused' : 'finding',
        // netsvc keeps refusals under their keys too: what may be allowed by now needs another
        pressed: action.unsure ? desk.pressed : null,
        problem: action.problem,
        loop: action.loop ?? null,
      };
    case 'complain':
      return { ...desk, problem: action.problem };
    case 'opening':
      // pressed twice: the first key is the one that is out
      if (desk.opening && desk.opening.of === action.opening?.of) return desk;
      // a press about other words was about another case
      return {
        ...desk,
        opening: action.opening,
        pressed: desk.pressed?.of === action.opening?.of ? desk.pressed : null,
      };
    case 'opened':
      return { ...desk, opened: action.opened, opening: null };
    case 'offered':
      // found by its key, it may have been answered long ago
      return answered(
        {
          ...desk,
          offer: action.offer,
          stage: 'offered',
          pressed: null,
          promise: null,
          problem: null,
        },
        action.offer,
      );
    case 'answered':
      return answered(desk, action.offer);
    case 'finish':
      return { ...desk, stage: action.stage, pressed: null, problem: null, loop: null };
    case 'next':
      return {
        ...emptyDesk(action.keepContact ? desk.language : action.language),
        channel: desk.channel,
        contactId: action.keepContact ? (desk.opened?.contact?.id ?? null) : null,
        customerNumber: action.keepContact ? desk.customerNumber : '',
      };
  }
}

/** By what the case on the desk is told from the one of other words. */
const about = (desk: Desk): string =>
  JSON.stringify([desk.matter.trim(), desk.language, desk.contactId]);

const same = (one: Press | null, other: Press): boolean =>
  one?.of === other.of && one.what === other.what;

/** The opening of what is on the desk now: the one that is out already, or one with this key. */
export function openingOf(desk: Desk, key: string): Opening {
  const of = about(desk);
  // a draft of an earlier release has none
  return desk.opening?.of === of ? desk.opening : { key, of };
}

/** This press: the one that is out already, with those it asks, or one with this key. */
export function pressOf(desk: Desk, what: string, key: string, next: string[] = []): Press {
  const press = { key, of: about(desk), what, next };
  return desk.pressed && same(desk.pressed, press) ? desk.pressed : press;
}

/** What must travel: an opened case is of one issue type, whatever is typed after that. */
export function packetFields(desk: Desk, issueType: IssueType | null): Field[] {
  return (desk.opened ? desk.opened.issueType : issueType)?.packetFields ?? [];
}

/** A mini-network takes its place among the people, by its own id and name. */
export function asSuggestion(line: Line, name: string): Suggestion {
  const { freeNow, miniNetwork, issueType } = line;
  return {
    line,
    freeNow,
    speaksLanguage: true,
    standIn: null,
    expert: {
      id: miniNetwork.id,
      name,
      presence: freeNow ? 'AVAILABLE' : 'AWAY',
      freeNow,
      freePlaces: line.onDuty.filter((one) => one.freeNow).length,
      capacity: line.onDuty.length,
      languages: [],
      units: [],
    },
    unit: miniNetwork,
    issueType,
    miniNetwork,
    reasons: [],
    contributions: [],
  };
}

export type Shown = { list: Suggestion[]; waiting: Suggestion[]; better: number };
export const NOTHING_SHOWN: Shown = { list: [], waiting: [], better: 0 };

/**
 * A fresher answer to the same words: whoever is on screen keeps the place, with fresh facts;
 * newcomers wait until the reader asks for them.
 */
export function keepOrder(shown: Shown, fresh: Suggestion[]): Shown {
  const byId = new Map(fresh.map((one) => [one.expert.id, one]));
  const known = new Set(shown.list.map((one) => one.expert.id));
  const better = fresh.filter((one) => !known.has(one.expert.id)).length;
  return {
    list: shown.list.map((one) => byId.get(one.expert.id) ?? one),
    waiting: better > 0 ? fresh : [],
    better,
  };
}

/** Who is asked next: the first free one who has not refused, else the first who has not. */
export function nextCandidate(list: Suggestion[], refusedBy: string[]): Suggestion | null {
  const said = (id: string) => refusedBy.includes(id);
  const open = list.filter(({ expert, line }) =>
    // behind a mini-network's line are those on duty; once they have been asked, so has it
    line && line.onDuty.length > 0
      ? !line.onDuty.every((one) => said(one.expert.id))
      : !said(expert.id),
  );
  return open.find((one) => one.freeNow) ?? open[0] ?? null;
}
