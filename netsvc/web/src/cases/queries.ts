import { graphql } from '../generated';

export const ListedCase = graphql(`
  fragment ListedCase on Case {
    ...CaseParts
    promises {
      id
      dueAt
      state
      fulfilledAt
    }
  }
`);

/** The cases behind a cell of the matrix. */
export const CasesBehindQuery = graphql(`
  query CasesBehind(
    $source: ID!
    $target: ID!
    $level: FlowLevel!
    $from: Date
    $to: Date
    $first: Int!
    $after: String
  ) {
    casesBehindFlow(
      sourceId: $source
      targetId: $target
      level: $level
      from: $from
      to: $to
      first: $first
      after: $after
    ) {
      __typename
      ... on CaseConnection {
        edges {
          node {
            ...ListedCase
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
      ... on Problem {
        message {
          fi
          sv
          en
        }
      }
    }
  }
`);
