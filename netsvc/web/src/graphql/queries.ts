import { graphql } from '../generated';

export const MeQuery = graphql(`
  query Me {
    me {
      demo
      language
      roles
      serverTime
      standardsToReview {
        id
      }
      expert {
        ...PersonParts
      }
    }
  }
`);

export const FindQuery = graphql(`
  query Find(
    $matter: String
    $issueTypeId: ID
    $language: Language
    $caseId: ID
    $channel: Channel
    $first: Int!
    $after: String
  ) {
    findExperts(
      matter: $matter
      issueTypeId: $issueTypeId
      language: $language
      caseId: $caseId
      channel: $channel
      first: $first
      after: $after
    ) {
      __typename
      ... on ExpertMatches {
        matter {
          certainty
          matches {
            confidence
            issueType {
              ...IssueTypeParts
              notes {
                ...NoteParts
              }
            }
          }
        }
        miniNetworks {
          ...LineParts
        }
        experts {
          edges {
            cursor
            node {
              ...SuggestionParts
            }
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
      ...ProblemParts
    }
  }
`);

export const InboxQuery = graphql(`
  query Inbox {
    inbox {
      lastSeq
      offers {
        ...OfferParts
      }
      sent {
        ...OfferParts
      }
      myCases {
        ...CaseParts
        handovers {
          id
          state
          sender {
            id
            name
          }
          receiver {
            id
          }
          ...PacketParts
        }
      }
    }
    asks {
      toMe {
        ...AskParts
      }
      mine {
        ...AskParts
      }
      effort {
        answered
        helped
      }
    }
  }
`);

export const CaseQuery = graphql(`
  query OneCase($id: ID!) {
    case(id: $id) {
      ...CaseParts
      issueType {
        ...IssueTypeParts
      }
      customer {
        id
        pseudonym
      }
      openedBy {
        id
        name
      }
      excludedFromNet {
        reason
        at
      }
      contacts {
        id
        startedAt
        endedAt
        channel
        queueSeconds
        handledBy {
          id
          name
        }
      }
      redirects {
        id
        at
        reason
        note
        by {
          id
          name
        }
        toward {
          id
          name {
            fi
            sv
            en
          }
        }
      }
      handovers {
        ...HandoverParts
      }
      asks {
        ...AskParts
      }
      promises {
        id
        what
        dueAt
        state
        madeAt
        fulfilledAt
        madeBy {
          id
          name
        }
      }
    }
  }
`);

export const CasesQuery = graphql(`
  query Cases($filter: CaseFilter!, $search: String, $first: Int!, $after: String) {
    cases(filter: $filter, search: $search, first: $first, after: $after) {
      edges {
        cursor
        node {
          ...ListedCase
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export const PaletteQuery = graphql(`
  query Palette($search: String!) {
    experts(search: $search, first: 6) {
      edges {
        node {
          ...PersonParts
        }
      }
    }
    issueTypes(search: $search, first: 5) {
      edges {
        node {
          ...IssueTypeParts
        }
      }
    }
  }
`);

export const PaletteCasesQuery = graphql(`
  query PaletteCases($search: String!) {
    cases(filter: ALL, search: $search, first: 4) {
      edges {
        node {
          id
          number
          words
          state
        }
      }
    }
  }
`);

export const PaletteNetworksQuery = graphql(`
  query PaletteNetworks {
    miniNetworks {
      id
      name {
        fi
        sv
        en
      }
    }
  }
`);

export const UnitsQuery = graphql(`
  query Units {
    units(first: 200) {
      edges {
        node {
          id
          name {
            fi
            sv
            en
          }
        }
      }
    }
  }
`);

export const PersonQuery = graphql(`
  query Person($id: ID!) {
    expert(id: $id) {
      ...PersonParts
      roles
      skills {
        level
        issueType {
          id
          name {
            fi
            sv
            en
          }
        }
      }
      miniNetworks {
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

export const UnitQuery = graphql(`
  query OneUnit($id: ID!) {
    unit(id: $id) {
      id
      ...UnitHours
      mayChange
      backup {
        id
        name
      }
      responsibleFor {
        id
        name {
          fi
          sv
          en
        }
      }
      directLine {
        kind
        address
      }
      parent {
        id
        name {
          fi
          sv
          en
        }
      }
      children {
        id
        name {
          fi
          sv
          en
        }
      }
      experts(first: 100) {
        edges {
          node {
            ...PersonParts
          }
        }
      }
    }
  }
`);

export const OfferQuery = graphql(`
  query Offer($id: ID!) {
    node(id: $id) {
      __typename
      ... on Handover {
        ...OfferParts
      }
    }
  }
`);
