import { graphql } from '../generated';

export const ContestParts = graphql(`
  fragment ContestParts on EvidenceContest {
    id
    kind
    state
    reason
    at
    resolved
    received
    decidedAt
    decision
    expert {
      id
      name
    }
    issueType {
      id
      name {
        fi
        sv
        en
      }
    }
    decidedBy {
      id
      name
    }
  }
`);

export const MyEvidence = graphql(`
  query MyEvidence {
    myEvidence {
      lines {
        resolved
        received
        missed
        recent
        medianHours
        lastAt
        declaredLevel
        askSkill
        issueType {
          id
          name {
            fi
            sv
            en
          }
        }
      }
      contests {
        ...ContestParts
      }
    }
  }
`);

export const ContestsToDecide = graphql(`
  query ContestsToDecide {
    evidenceContests {
      ...ContestParts
    }
  }
`);

export const ContestEvidence = graphql(`
  mutation ContestEvidence(
    $issueTypeId: ID!
    $kind: EvidenceContestKind!
    $reason: String!
    $key: String!
  ) {
    contestEvidence(issueTypeId: $issueTypeId, kind: $kind, reason: $reason, key: $key) {
      __typename
      ... on EvidenceContest {
        ...ContestParts
      }
      ...ProblemParts
    }
  }
`);

export const DecideContest = graphql(`
  mutation DecideContest($contestId: ID!, $uphold: Boolean!, $reason: String!, $key: String!) {
    decideEvidenceContest(contestId: $contestId, uphold: $uphold, reason: $reason, key: $key) {
      __typename
      ... on EvidenceContest {
        ...ContestParts
      }
      ...ProblemParts
    }
  }
`);

export const DeclareSkill = graphql(`
  mutation DeclareSkill($issueTypeId: ID!, $level: Int!, $key: String!) {
    declareSkill(issueTypeId: $issueTypeId, level: $level, key: $key) {
      __typename
      ... on Expert {
        id
      }
      ...ProblemParts
    }
  }
`);

export const LeaveMap = graphql(`
  mutation LeaveMap($left: Boolean!, $key: String!) {
    leaveMap(left: $left, key: $key) {
      __typename
      ... on Expert {
        id
      }
      ...ProblemParts
    }
  }
`);
