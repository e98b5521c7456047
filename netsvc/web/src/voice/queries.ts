import { graphql } from '../generated';

export const VerdictParts = graphql(`
  fragment VerdictParts on Verdict {
    state
    solved
    repeated
    path
  }
`);

export const RecordVerdict = graphql(`
  mutation RecordVerdict($caseId: ID!, $solved: Boolean, $repeated: Boolean, $key: String!) {
    recordVerdict(caseId: $caseId, solved: $solved, repeated: $repeated, key: $key) {
      __typename
      ...VerdictParts
      ...ProblemParts
    }
  }
`);

export const AskVerdict = graphql(`
  mutation AskVerdict($caseId: ID!, $key: String!) {
    askVerdict(caseId: $caseId, key: $key) {
      __typename
      ...VerdictParts
      ...ProblemParts
    }
  }
`);
