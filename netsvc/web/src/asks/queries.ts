import { graphql } from '../generated';

export const AskParts = graphql(`
  fragment AskParts on Ask {
    id
    question
    state
    askedAt
    closedAt
    closeReason
    customerWaits
    asker {
      id
      name
    }
    askerUnit {
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
    issueType {
      id
      name {
        fi
        sv
        en
      }
    }
    case {
      id
      number
      words
      language
      state
    }
    replies {
      state
      passReason
      text
      at
      helped
      expert {
        id
        name
      }
    }
  }
`);

export const AskExperts = graphql(`
  mutation AskExperts(
    $caseId: ID!
    $question: String!
    $expertIds: [ID!]
    $miniNetworkId: ID
    $key: String!
  ) {
    askExperts(
      caseId: $caseId
      question: $question
      expertIds: $expertIds
      miniNetworkId: $miniNetworkId
      key: $key
    ) {
      __typename
      ... on Ask {
        id
      }
      ...ProblemParts
    }
  }
`);

export const AnswerAsk = graphql(`
  mutation AnswerAsk($askId: ID!, $answer: String!, $key: String!) {
    answerAsk(askId: $askId, answer: $answer, key: $key) {
      __typename
      ... on Ask {
        id
      }
      ...ProblemParts
    }
  }
`);

export const PassAsk = graphql(`
  mutation PassAsk($askId: ID!, $reason: AskPassReason!, $key: String!) {
    passAsk(askId: $askId, reason: $reason, key: $key) {
      __typename
      ... on Ask {
        id
      }
      ...ProblemParts
    }
  }
`);

export const MarkHelped = graphql(`
  mutation MarkHelped($askId: ID!, $expertId: ID!, $key: String!) {
    markHelped(askId: $askId, expertId: $expertId, key: $key) {
      __typename
      ... on Ask {
        id
      }
      ...ProblemParts
    }
  }
`);

export const WithdrawAsk = graphql(`
  mutation WithdrawAsk($askId: ID!, $key: String!) {
    withdrawAsk(askId: $askId, key: $key) {
      __typename
      ... on Ask {
        id
      }
      ...ProblemParts
    }
  }
`);
