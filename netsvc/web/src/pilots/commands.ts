import { graphql } from '../generated';

export const PilotAnswer = graphql(`
  fragment PilotAnswer on ExperimentAnswer {
    __typename
    ...ProblemParts
    ... on Experiment {
      ...PilotParts
    }
  }
`);

export const DraftPilot = graphql(`
  mutation DraftPilot($input: ExperimentInput!, $key: String!) {
    draftExperiment(input: $input, key: $key) {
      ...PilotAnswer
    }
  }
`);

export const ChangePilot = graphql(`
  mutation ChangePilot($id: ID!, $input: ExperimentInput!, $key: String!) {
    changeExperiment(id: $id, input: $input, key: $key) {
      ...PilotAnswer
    }
  }
`);

export const LockPilot = graphql(`
  mutation LockPilot($id: ID!, $acknowledge: Boolean!, $key: String!) {
    lockExperiment(id: $id, acknowledgeUndecidable: $acknowledge, key: $key) {
      ...PilotAnswer
    }
  }
`);

export const TakeLook = graphql(`
  mutation TakeLook($id: ID!, $number: Int!, $key: String!) {
    takeLook(id: $id, number: $number, key: $key) {
      ...PilotAnswer
    }
  }
`);

export const AmendPilot = graphql(`
  mutation AmendPilot($id: ID!, $text: String!, $key: String!) {
    amendExperiment(id: $id, text: $text, key: $key) {
      ...PilotAnswer
    }
  }
`);

export const EndPilot = graphql(`
  mutation EndPilot($id: ID!, $reason: String!, $key: String!) {
    endExperiment(id: $id, reason: $reason, key: $key) {
      ...PilotAnswer
    }
  }
`);

export const DecidePilot = graphql(`
  mutation DecidePilot($id: ID!, $kind: ExperimentVerdictKind, $reason: String!, $key: String!) {
    setExperimentVerdict(id: $id, kind: $kind, reason: $reason, key: $key) {
      ...PilotAnswer
    }
  }
`);

export const SharePilot = graphql(`
  mutation SharePilot($id: ID!, $days: Int!, $key: String!) {
    shareExperiment(id: $id, days: $days, key: $key) {
      __typename
      ...ProblemParts
      ... on ExperimentShare {
        id
        path
        expiresAt
      }
    }
  }
`);

export const UnsharePilot = graphql(`
  mutation UnsharePilot($shareId: ID!, $key: String!) {
    unshareExperiment(shareId: $shareId, key: $key) {
      __typename
      ...ProblemParts
      ... on Experiment {
        id
      }
    }
  }
`);

export const AnswerPulse = graphql(`
  mutation AnswerPulse($id: ID!, $clear: Int!, $tools: Int!, $influence: Int!, $key: String!) {
    answerPulse(id: $id, clear: $clear, tools: $tools, influence: $influence, key: $key) {
      __typename
      ...ProblemParts
      ... on PulseCounted {
        experimentId
      }
    }
  }
`);
