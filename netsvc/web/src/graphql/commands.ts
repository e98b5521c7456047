import { graphql } from '../generated';

export const OpenCase = graphql(`
  mutation OpenCase($input: OpenCaseInput!, $key: String!) {
    openCase(input: $input, key: $key) {
      __typename
      ... on Case {
        ...CaseParts
        issueType {
          ...IssueTypeParts
        }
      }
      ...ProblemParts
    }
  }
`);

export const OfferHandover = graphql(`
  mutation OfferHandover(
    $caseId: ID!
    $toExpertId: ID!
    $kind: HandoverKind!
    $packet: [PacketEntryInput!]
    $nextExpertIds: [ID!]
    $atOnce: Int = 1
    $promise: PromiseInput
    $key: String!
  ) {
    offerHandover(
      caseId: $caseId
      toExpertId: $toExpertId
      kind: $kind
      packet: $packet
      nextExpertIds: $nextExpertIds
      atOnce: $atOnce
      promise: $promise
      key: $key
    ) {
      __typename
      ... on Handover {
        ...OfferParts
      }
      ...ProblemParts
    }
  }
`);

export const OfferToMiniNetwork = graphql(`
  mutation OfferToMiniNetwork(
    $caseId: ID!
    $miniNetworkId: ID!
    $kind: HandoverKind!
    $packet: [PacketEntryInput!]
    $promise: PromiseInput
    $key: String!
  ) {
    offerToMiniNetwork(
      caseId: $caseId
      miniNetworkId: $miniNetworkId
      kind: $kind
      packet: $packet
      promise: $promise
      key: $key
    ) {
      __typename
      ... on Handover {
        ...OfferParts
      }
      ...ProblemParts
    }
  }
`);

export const AcceptHandover = graphql(`
  mutation AcceptHandover($handoverId: ID!, $key: String!) {
    acceptHandover(handoverId: $handoverId, key: $key) {
      __typename
      ... on Handover {
        ...OfferParts
      }
      ...ProblemParts
    }
  }
`);

export const DeclineHandover = graphql(`
  mutation DeclineHandover(
    $handoverId: ID!
    $reason: DeclineReason!
    $note: String
    $missingFields: [String!]
    $pointToExpertId: ID
    $key: String!
  ) {
    declineHandover(
      handoverId: $handoverId
      reason: $reason
      note: $note
      missingFields: $missingFields
      pointToExpertId: $pointToExpertId
      key: $key
    ) {
      __typename
      ... on Handover {
        ...OfferParts
      }
      ...ProblemParts
    }
  }
`);

export const WithdrawHandover = graphql(`
  mutation WithdrawHandover($handoverId: ID!, $key: String!) {
    withdrawHandover(handoverId: $handoverId, key: $key) {
      __typename
      ... on Handover {
        ...OfferParts
      }
      ...ProblemParts
    }
  }
`);

export const ResolveCase = graphql(`
  mutation ResolveCase($caseId: ID!, $key: String!) {
    resolveCase(caseId: $caseId, key: $key) {
      __typename
      ... on Case {
        ...CaseParts
      }
      ...ProblemParts
    }
  }
`);

export const EndContact = graphql(`
  mutation EndContact($contactId: ID!, $key: String!) {
    endContact(contactId: $contactId, key: $key) {
      __typename
      ... on Contact {
        id
        endedAt
      }
      ...ProblemParts
    }
  }
`);

export const RecordRedirect = graphql(`
  mutation RecordRedirect(
    $caseId: ID!
    $reason: RedirectReason!
    $towardUnitId: ID
    $note: String
    $key: String!
  ) {
    recordRedirect(
      caseId: $caseId
      reason: $reason
      towardUnitId: $towardUnitId
      note: $note
      key: $key
    ) {
      __typename
      ... on Redirect {
        id
        at
        reason
      }
      ...ProblemParts
    }
  }
`);

export const ExcludeFromNet = graphql(`
  mutation ExcludeFromNet($caseId: ID!, $reason: String!, $key: String!) {
    excludeFromNet(caseId: $caseId, reason: $reason, key: $key) {
      __typename
      ... on Case {
        ...CaseParts
      }
      ...ProblemParts
    }
  }
`);

export const SetPresence = graphql(`
  mutation SetPresence($presence: Presence!, $key: String!) {
    setPresence(presence: $presence, key: $key) {
      __typename
      ... on Expert {
        ...PersonParts
      }
      ...ProblemParts
    }
  }
`);

export const InboxEvents = graphql(`
  subscription InboxEvents($after: Int) {
    inboxEvents(after: $after) {
      id
      seq
      kind
      at
      handover {
        ...OfferParts
      }
      ask {
        ...AskParts
      }
      miniNetwork {
        id
        name {
          fi
          sv
          en
        }
      }
    }
  }
`);
