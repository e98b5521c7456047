import { graphql } from '../generated';

export const TypesQuery = graphql(`
  query TaxonomyTypes($search: String) {
    issueTypes(first: 200, search: $search) {
      edges {
        node {
          id
          retired
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
      }
    }
  }
`);

export const GapsQuery = graphql(`
  query TaxonomyGaps {
    issueTypeGaps {
      nobody {
        id
        name {
          fi
          sv
          en
        }
      }
      onePerson {
        issueType {
          id
          name {
            fi
            sv
            en
          }
        }
        expert {
          id
          name
        }
      }
      notUnderstood {
        cases
        missed
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
  }
`);

export const TypeParts = graphql(`
  fragment TaxonomyTypeParts on IssueType {
    id
    retired
    name {
      fi
      sv
      en
    }
    description {
      fi
      sv
      en
    }
    broader {
      id
    }
    narrower {
      id
      name {
        fi
        sv
        en
      }
    }
    synonymsFi: synonyms(language: FI)
    synonymsSv: synonyms(language: SV)
    synonymsEn: synonyms(language: EN)
    examplesFi: examples(language: FI)
    examplesSv: examples(language: SV)
    examplesEn: examples(language: EN)
  }
`);

export const TypeQuery = graphql(`
  query TaxonomyType($id: ID!) {
    issueType(id: $id) {
      ...TaxonomyTypeParts
    }
    unmatchedWords(issueTypeId: $id) {
      word
      language
      cases
    }
  }
`);

export const SaveType = graphql(`
  mutation SaveIssueType($id: ID, $input: IssueTypeInput!, $key: String!) {
    saveIssueType(id: $id, input: $input, key: $key) {
      __typename
      ... on IssueType {
        ...TaxonomyTypeParts
      }
      ...ProblemParts
    }
  }
`);

export const RetireType = graphql(`
  mutation RetireIssueType($id: ID!, $retired: Boolean!, $key: String!) {
    retireIssueType(id: $id, retired: $retired, key: $key) {
      __typename
      ... on IssueType {
        ...TaxonomyTypeParts
      }
      ...ProblemParts
    }
  }
`);

export const MergeTypes = graphql(`
  mutation MergeIssueTypes($fromId: ID!, $intoId: ID!, $key: String!) {
    mergeIssueTypes(fromId: $fromId, intoId: $intoId, key: $key) {
      __typename
      ... on IssueType {
        ...TaxonomyTypeParts
      }
      ...ProblemParts
    }
  }
`);

export const SplitType = graphql(`
  mutation SplitIssueType($id: ID!, $parts: [IssueTypeInput!]!, $key: String!) {
    splitIssueType(id: $id, parts: $parts, key: $key) {
      __typename
      ... on IssueType {
        ...TaxonomyTypeParts
      }
      ...ProblemParts
    }
  }
`);
