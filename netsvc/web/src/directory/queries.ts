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

/** Which silos there are: whether there are two, so that anything can be said of bridges. */
export const SilosQuery = graphql(`
  query Silos {
    units(first: 100) {
      edges {
        node {
          silo {
            id
          }
        }
      }
      pageInfo {
        hasNextPage
      }
    }
  }
`);
