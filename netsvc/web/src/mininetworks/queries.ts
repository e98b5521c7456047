import { graphql } from '../generated';

export const NetworksQuery = graphql(`
  query MiniNetworks($from: DateTime!, $to: DateTime!) {
    miniNetworks {
      id
      name {
        fi
        sv
        en
      }
      activeFrom
      activeTo
      activeNow
      draft
      standard {
        reviewDue
      }
      members {
        id
      }
      covers {
        id
      }
      onDutyNow {
        id
        name
        freeNow
      }
      gaps(from: $from, to: $to) {
        startsAt
        endsAt
      }
    }
  }
`);

export const PilotsOfNetworksQuery = graphql(`
  query PilotsOfNetworks {
    experiments {
      id
      state
      name {
        fi
        sv
        en
      }
      decision {
        kind
      }
      miniNetworks {
        id
      }
    }
  }
`);

export const NetworkFacts = graphql(`
  fragment NetworkFacts on MiniNetwork {
    id
    name {
      fi
      sv
      en
    }
    activeFrom
    activeTo
    activeNow
    draft
    directLine {
      kind
      address
    }
    members {
      ...PersonParts
    }
    covers {
      id
      name {
        fi
        sv
        en
      }
    }
    onDutyNow {
      id
    }
    agreement {
      ...AgreementParts
    }
    standard {
      version
      reviewOn
      reviewDue
      owner {
        id
        name
      }
    }
    rota {
      ...RotaParts
    }
  }
`);

export const AgreementParts = graphql(`
  fragment AgreementParts on Agreement {
    version
    at
    author {
      id
      name
    }
    answering {
      fi
      sv
      en
    }
    travels {
      fi
      sv
      en
    }
    declining {
      fi
      sv
      en
    }
  }
`);

export const RotaParts = graphql(`
  fragment RotaParts on Rota {
    timeZone
    holidays
    hours {
      weekday
      starts
      ends
    }
    turns {
      weekday
      starts
      ends
      expert {
        id
        name
      }
    }
    exceptions {
      day
      turns {
        starts
        ends
        expert {
          id
          name
        }
      }
    }
  }
`);

export const DutyParts = graphql(`
  fragment DutyParts on Duty {
    day
    startsAt
    endsAt
    expert {
      id
      name
    }
  }
`);

export const SwapParts = graphql(`
  fragment SwapParts on DutySwap {
    id
    day
    starts
    returnDay
    returnStarts
    by {
      id
      name
    }
    to {
      id
      name
    }
  }
`);

export const NetworkQuery = graphql(`
  query MiniNetwork($id: ID!) {
    miniNetwork(id: $id) {
      ...NetworkFacts
      agreements {
        ...AgreementParts
      }
      swaps {
        ...SwapParts
      }
    }
  }
`);

/** A week of turns, and what is bare in the weeks to come. */
export const WeekQuery = graphql(`
  query MiniNetworkWeek(
    $id: ID!
    $from: DateTime!
    $to: DateTime!
    $now: DateTime!
    $ahead: DateTime!
  ) {
    miniNetwork(id: $id) {
      id
      duties(from: $from, to: $to) {
        ...DutyParts
      }
      bare: gaps(from: $from, to: $to) {
        startsAt
        endsAt
      }
      ahead: gaps(from: $now, to: $ahead) {
        startsAt
        endsAt
      }
      turnsAhead: duties(from: $now, to: $ahead) {
        ...DutyParts
      }
    }
  }
`);

export const PeopleSearch = graphql(`
  query PeopleSearch($search: String!) {
    experts(search: $search, first: 8) {
      edges {
        node {
          ...PersonParts
          roles
        }
      }
    }
  }
`);

export const IssueTypeSearch = graphql(`
  query IssueTypeSearch($search: String!) {
    issueTypes(search: $search, first: 8) {
      edges {
        node {
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
        }
      }
    }
  }
`);

export const CreateNetwork = graphql(`
  mutation CreateMiniNetwork($input: MiniNetworkInput!, $key: String!) {
    createMiniNetwork(input: $input, key: $key) {
      __typename
      ... on MiniNetwork {
        ...NetworkFacts
      }
      ...ProblemParts
    }
  }
`);

export const ChangeNetwork = graphql(`
  mutation ChangeMiniNetwork($id: ID!, $input: MiniNetworkInput!, $key: String!) {
    changeMiniNetwork(id: $id, input: $input, key: $key) {
      __typename
      ... on MiniNetwork {
        ...NetworkFacts
      }
      ...ProblemParts
    }
  }
`);

export const PublishAgreement = graphql(`
  mutation PublishAgreement($miniNetworkId: ID!, $input: AgreementInput!, $key: String!) {
    publishAgreement(miniNetworkId: $miniNetworkId, input: $input, key: $key) {
      __typename
      ... on MiniNetwork {
        ...NetworkFacts
      }
      ...ProblemParts
    }
  }
`);

export const SetRota = graphql(`
  mutation SetRota($miniNetworkId: ID!, $input: RotaInput!, $key: String!) {
    setRota(miniNetworkId: $miniNetworkId, input: $input, key: $key) {
      __typename
      ... on MiniNetwork {
        ...NetworkFacts
      }
      ...ProblemParts
    }
  }
`);

export const MakeStandard = graphql(`
  mutation MakeStandard($miniNetworkId: ID!, $ownerId: ID!, $reviewOn: Date!, $key: String!) {
    makeStandard(miniNetworkId: $miniNetworkId, ownerId: $ownerId, reviewOn: $reviewOn, key: $key) {
      __typename
      ... on MiniNetwork {
        ...NetworkFacts
      }
      ...ProblemParts
    }
  }
`);

export const LearntQuery = graphql(`
  query Learnt($id: ID!, $search: String) {
    notes(miniNetworkId: $id, search: $search, first: 25) {
      edges {
        node {
          ...NoteParts
          issueType {
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
  }
`);

export const ProposeSwap = graphql(`
  mutation ProposeSwap(
    $miniNetworkId: ID!
    $day: Date!
    $starts: String!
    $withExpertId: ID!
    $returnDay: Date
    $returnStarts: String
    $key: String!
  ) {
    proposeSwap(
      miniNetworkId: $miniNetworkId
      day: $day
      starts: $starts
      withExpertId: $withExpertId
      returnDay: $returnDay
      returnStarts: $returnStarts
      key: $key
    ) {
      __typename
      ... on MiniNetwork {
        id
        swaps {
          ...SwapParts
        }
      }
      ...ProblemParts
    }
  }
`);

export const AnswerSwap = graphql(`
  mutation AnswerSwap($swapId: ID!, $agree: Boolean!, $key: String!) {
    answerSwap(swapId: $swapId, agree: $agree, key: $key) {
      __typename
      ... on MiniNetwork {
        id
        swaps {
          ...SwapParts
        }
      }
      ...ProblemParts
    }
  }
`);

export const ProposedQuery = graphql(`
  query Proposed(
    $first: ID!
    $second: ID!
    $one: ID!
    $two: ID!
    $three: ID!
    $hasOne: Boolean!
    $hasTwo: Boolean!
    $hasThree: Boolean!
  ) {
    first: unit(id: $first) {
      ...JoinedUnit
    }
    second: unit(id: $second) {
      ...JoinedUnit
    }
    one: issueType(id: $one) @include(if: $hasOne) {
      ...CoveredType
    }
    two: issueType(id: $two) @include(if: $hasTwo) {
      ...CoveredType
    }
    three: issueType(id: $three) @include(if: $hasThree) {
      ...CoveredType
    }
  }
`);

export const JoinedUnit = graphql(`
  fragment JoinedUnit on Unit {
    id
    name {
      fi
      sv
      en
    }
    experts(first: 100) {
      edges {
        node {
          ...PersonParts
          roles
          skills {
            issueType {
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
    }
  }
`);

export const CoveredType = graphql(`
  fragment CoveredType on IssueType {
    id
    broader {
      id
    }
    name {
      fi
      sv
      en
    }
  }
`);

export const HealthQuery = graphql(`
  query NetworkHealth($id: ID!) {
    networkHealth(id: $id) {
      starts
      ends
      responses {
        kind
        offers
        answered
        medianSeconds
        p90Seconds
      }
      load {
        taken
        people
        asIf
        units {
          unit {
            id
            name {
              fi
              sv
              en
            }
          }
          share
        }
      }
      own {
        offers
        taken
        medianSeconds
      }
      hours {
        weekPromised
        weekCovered
        aheadPromised
        aheadCovered
      }
      joined {
        expert {
          id
          name
        }
        since
      }
      left {
        expert {
          id
          name
        }
        since
        until
      }
    }
  }
`);
