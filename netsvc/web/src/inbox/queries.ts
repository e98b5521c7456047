import { graphql } from '../generated';

export const MyPromises = graphql(`
  query MyPromises {
    myPromises {
      id
      what
      dueAt
      state
      case {
        id
        number
        words
      }
    }
  }
`);

export const KeepPromise = graphql(`
  mutation KeepPromise($promiseId: ID!, $key: String!) {
    keepPromise(promiseId: $promiseId, key: $key) {
      __typename
      ... on Promise {
        id
        state
      }
      ...ProblemParts
    }
  }
`);

export const PeopleByName = graphql(`
  query PeopleByName($search: String!) {
    experts(search: $search, first: 6) {
      edges {
        node {
          id
          name
          freeNow
          units {
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
