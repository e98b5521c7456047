import { graphql } from '../generated';

/** Why a command was refused, in the reader's languages, and which field it was about. */
export const ProblemParts = graphql(`
  fragment ProblemParts on Problem {
    message {
      fi
      sv
      en
    }
    ... on InvalidInput {
      field
    }
    ... on WouldLoop {
      toward {
        id
      }
    }
  }
`);

export const ReasonParts = graphql(`
  fragment ReasonParts on Reason {
    kind
    count
    total
    hours
    subject {
      fi
      sv
      en
    }
    text {
      fi
      sv
      en
    }
  }
`);

export const PersonParts = graphql(`
  fragment PersonParts on Expert {
    id
    name
    presence
    freeNow
    freePlaces
    capacity
    languages
    units {
      id
      name {
        fi
        sv
        en
      }
    }
  }
`);

export const IssueTypeParts = graphql(`
  fragment IssueTypeParts on IssueType {
    id
    name {
      fi
      sv
      en
    }
    broader {
      id
      name {
        fi
        sv
        en
      }
    }
    packetFields {
      ...PacketFieldParts
    }
  }
`);

export const SuggestionParts = graphql(`
  fragment SuggestionParts on ExpertSuggestion {
    freeNow
    speaksLanguage
    standIn {
      id
      name
      freeNow
    }
    expert {
      ...PersonParts
    }
    unit {
      id
      name {
        fi
        sv
        en
      }
    }
    issueType {
      id
      name {
        fi
        sv
        en
      }
    }
    miniNetwork {
      id
      name {
        fi
        sv
        en
      }
    }
    contributions {
      source
      value
      text {
        fi
        sv
        en
      }
    }
    reasons {
      ...ReasonParts
    }
  }
`);

/** A mini-network that covers the matter, with who is on duty behind it. */
export const LineParts = graphql(`
  fragment LineParts on MiniNetworkLine {
    freeNow
    miniNetwork {
      id
      name {
        fi
        sv
        en
      }
    }
    issueType {
      id
      name {
        fi
        sv
        en
      }
    }
    answering {
      fi
      sv
      en
    }
    onDuty {
      freeNow
      expert {
        id
        name
      }
    }
    nextDuty {
      startsAt
      expert {
        id
        name
      }
    }
  }
`);

export const CaseParts = graphql(`
  fragment CaseParts on Case {
    id
    number
    state
    words
    language
    channel
    openedAt
    resolvedAt
    issueType {
      id
      name {
        fi
        sv
        en
      }
    }
    owner {
      id
      name
    }
    resolvedBy {
      id
      name
    }
    contact {
      id
      startedAt
      endedAt
    }
  }
`);

/** A leg of a case: who passed it to whom, and what became of it. */
export const HandoverParts = graphql(`
  fragment HandoverParts on Handover {
    id
    kind
    state
    offeredAt
    expiresAt
    decidedAt
    declineReason
    declineNote
    note
    sender {
      id
      name
    }
    receiver {
      id
      name
    }
    senderUnit {
      id
      name {
        fi
        sv
        en
      }
    }
    receiverUnit {
      id
      name {
        fi
        sv
        en
      }
    }
    connection {
      kind
      uri
    }
    ...PacketParts
  }
`);

/** One wish to hand a case over: who was asked, and who is asked next. */
export const OfferingParts = graphql(`
  fragment OfferingParts on Offering {
    id
    state
    loop
    atOnce
    goesOn
    offers {
      id
      state
      askedAs
      offeredAt
      expiresAt
      declineReason
      receiver {
        id
        name
      }
    }
    nextExperts {
      id
      name
      freeNow
    }
  }
`);

export const OfferParts = graphql(`
  fragment OfferParts on Handover {
    ...HandoverParts
    askedAs
    missingFields
    pointedTo {
      id
      name
    }
    offering {
      ...OfferingParts
    }
    case {
      promises {
        id
        what
        dueAt
        state
      }
    }
    why {
      ...ReasonParts
    }
    case {
      ...CaseParts
    }
  }
`);
