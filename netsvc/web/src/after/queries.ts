import { graphql } from '../generated';

export const ConferenceParts = graphql(`
  fragment ConferenceParts on Conference {
    id
    state
    kind
    openedAt
    decidedAt
    note
    caseNumber
    mayName
    case {
      id
      words
    }
    issueType {
      id
      name {
        fi
        sv
        en
      }
    }
    owner {
      id
      name
    }
    openedBy {
      id
      name
    }
    named {
      id
      name
    }
    namedBy {
      id
      name
    }
    units {
      id
      name {
        fi
        sv
        en
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
    candidates {
      id
      name
      units {
        id
        name {
          fi
          sv
          en
        }
      }
    }
    path {
      kind
      at
      expert {
        id
        name
      }
      unit {
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

export const SenderQuestionParts = graphql(`
  fragment SenderQuestionParts on SenderQuestion {
    id
    askedAt
    question
    answer
    answeredAt
    askedBy {
      id
      name
    }
    answeredBy {
      id
      name
    }
    handover {
      id
      sender {
        id
        name
      }
    }
    case {
      id
      number
      words
    }
  }
`);

export const StoryQuery = graphql(`
  query Story($id: ID!) {
    caseStory(caseId: $id) {
      returns {
        at
        reason
        note
        handover {
          id
        }
      }
      questions {
        ...SenderQuestionParts
      }
      typeChanges {
        at
        fromType {
          id
          name {
            fi
            sv
            en
          }
        }
        toType {
          id
          name {
            fi
            sv
            en
          }
        }
        by {
          id
          name
        }
      }
      reopenings {
        at
        endedAt
        endedState
        by {
          id
          name
        }
        endedBy {
          id
          name
        }
      }
      conferences {
        ...ConferenceParts
      }
    }
  }
`);

export const WaitingQuery = graphql(`
  query WaitingForMe {
    senderQuestions {
      ...SenderQuestionParts
    }
    conferences {
      ...ConferenceParts
    }
  }
`);

export const ConferencesQuery = graphql(`
  query Conferences {
    conferences {
      ...ConferenceParts
    }
  }
`);

export const TypesQuery = graphql(`
  query IssueTypesToChoose($search: String!) {
    issueTypes(search: $search, first: 8) {
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

export const TrailQuery = graphql(`
  query Trail($id: ID!) {
    auditTrail(caseId: $id) {
      chain
      brokenAt
      records {
        id
        seq
        at
        action
        fromState
        toState
        actor {
          id
          name
        }
      }
    }
  }
`);

export const ReturnHandover = graphql(`
  mutation ReturnHandover($handoverId: ID!, $reason: ReturnReason!, $note: String, $key: String!) {
    returnHandover(handoverId: $handoverId, reason: $reason, note: $note, key: $key) {
      __typename
      ... on Handover {
        id
        state
      }
      ...ProblemParts
    }
  }
`);

export const AskSender = graphql(`
  mutation AskSender($handoverId: ID!, $question: String!, $key: String!) {
    askSender(handoverId: $handoverId, question: $question, key: $key) {
      __typename
      ... on SenderQuestion {
        id
      }
      ...ProblemParts
    }
  }
`);

export const AnswerSender = graphql(`
  mutation AnswerSender($questionId: ID!, $answer: String!, $key: String!) {
    answerSenderQuestion(questionId: $questionId, answer: $answer, key: $key) {
      __typename
      ... on SenderQuestion {
        id
        answer
      }
      ...ProblemParts
    }
  }
`);

export const ChangeIssueType = graphql(`
  mutation ChangeIssueType($caseId: ID!, $issueTypeId: ID!, $key: String!) {
    changeIssueType(caseId: $caseId, issueTypeId: $issueTypeId, key: $key) {
      __typename
      ... on Case {
        ...CaseParts
      }
      ...ProblemParts
    }
  }
`);

export const ReopenCase = graphql(`
  mutation ReopenCase($caseId: ID!, $channel: Channel, $key: String!) {
    reopenCase(caseId: $caseId, channel: $channel, key: $key) {
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

export const Undo = graphql(`
  mutation Undo($command: String!, $key: String!) {
    undo(command: $command, key: $key) {
      __typename
      ... on Case {
        ...CaseParts
      }
      ...ProblemParts
    }
  }
`);

export const OpenConference = graphql(`
  mutation OpenConference($caseId: ID!, $towardExpertId: ID, $key: String!) {
    openConference(caseId: $caseId, towardExpertId: $towardExpertId, key: $key) {
      __typename
      ... on Conference {
        id
      }
      ...ProblemParts
    }
  }
`);

export const NameOwner = graphql(`
  mutation NameOwner($conferenceId: ID!, $expertId: ID!, $note: String, $key: String!) {
    nameOwner(conferenceId: $conferenceId, expertId: $expertId, note: $note, key: $key) {
      __typename
      ... on Conference {
        ...ConferenceParts
      }
      ...ProblemParts
    }
  }
`);
