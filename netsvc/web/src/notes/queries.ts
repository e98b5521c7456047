import { graphql } from '../generated';

export const NoteParts = graphql(`
  fragment NoteParts on Note {
    id
    text {
      fi
      sv
      en
    }
    writtenAt
    changedAt
    reviewOn
    toReview
    retired
    author {
      id
      name
    }
    changedBy {
      id
      name
    }
  }
`);

export const NotesQuery = graphql(`
  query Notes($search: String, $toReview: Boolean!, $retired: Boolean!, $after: String) {
    notes(search: $search, toReview: $toReview, retired: $retired, first: 25, after: $after) {
      edges {
        cursor
        node {
          ...NoteParts
          mayChange
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
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export const WriteNote = graphql(`
  mutation WriteNote(
    $issueTypeId: ID!
    $text: NoteTextInput!
    $reviewOn: Date
    $askId: ID
    $answeredById: ID
    $miniNetworkId: ID
    $key: String!
  ) {
    writeNote(
      issueTypeId: $issueTypeId
      text: $text
      reviewOn: $reviewOn
      askId: $askId
      answeredById: $answeredById
      miniNetworkId: $miniNetworkId
      key: $key
    ) {
      __typename
      ... on Note {
        ...NoteParts
      }
      ...ProblemParts
    }
  }
`);

export const ChangeNote = graphql(`
  mutation ChangeNote($noteId: ID!, $text: NoteTextInput!, $reviewOn: Date, $key: String!) {
    changeNote(noteId: $noteId, text: $text, reviewOn: $reviewOn, key: $key) {
      __typename
      ... on Note {
        ...NoteParts
      }
      ...ProblemParts
    }
  }
`);

export const RetireNote = graphql(`
  mutation RetireNote($noteId: ID!, $key: String!) {
    retireNote(noteId: $noteId, key: $key) {
      __typename
      ... on Note {
        ...NoteParts
      }
      ...ProblemParts
    }
  }
`);
