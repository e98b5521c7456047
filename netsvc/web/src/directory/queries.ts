import { graphql } from '../generated';

export const IssueTypesQuery = graphql(`
  query IssueTypes($after: String) {
    issueTypes(first: 200, after: $after) {
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
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);
