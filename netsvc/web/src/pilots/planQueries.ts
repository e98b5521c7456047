import { graphql } from '../generated';

export const PlanPowerQuery = graphql(`
  query PlanPower($id: ID!) {
    planPower(id: $id) {
      __typename
      ...ProblemParts
      ... on ExperimentPower {
        lacks
        sides {
          key
          treated
          people
          name {
            fi
            sv
            en
          }
        }
        decidability {
          decidable
          obstacle
          sentence {
            fi
            sv
            en
          }
        }
        icc {
          estimate
          low
          high
        }
        detectable {
          low
          median
          high
        }
        pastAlarms {
          runs
          alarms
        }
      }
    }
  }
`);

export const ComparisonQuery = graphql(`
  query ComparisonUnits(
    $treated: [ID!]!
    $types: [ID!]!
    $networks: [ID!]!
    $measure: ExperimentMeasureInput!
    $count: Int!
  ) {
    comparisonUnits(
      treatedUnitIds: $treated
      issueTypeIds: $types
      miniNetworkIds: $networks
      measure: $measure
      count: $count
    ) {
      __typename
      ...ProblemParts
      ... on ExperimentComparison {
        units {
          weeklyCases
          level
          unit {
            id
            name {
              fi
              sv
              en
            }
          }
        }
        balance {
          figure
          name {
            fi
            sv
            en
          }
          treated
          comparison
          standardised
        }
      }
    }
  }
`);

export const PilotDraftQuery = graphql(`
  query PilotDraft($id: ID!) {
    experiment(id: $id) {
      ...PilotParts
      treatedUnits {
        id
        name {
          fi
          sv
          en
        }
      }
      comparisonUnits {
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

export const UnitPageQuery = graphql(`
  query UnitPage($after: String) {
    units(first: 100, after: $after) {
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
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);
