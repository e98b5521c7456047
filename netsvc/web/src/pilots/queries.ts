import { graphql } from '../generated';

export const PilotsQuery = graphql(`
  query Pilots {
    experiments {
      id
      state
      name {
        fi
        sv
        en
      }
      question {
        fi
        sv
        en
      }
      start
      end
      verdictByRule
      decision {
        kind
      }
      lacks
      looks {
        number
        on
        due
        takenAt
        result {
          effect {
            estimate
            low
            high
            p
            df
            se
          }
        }
      }
    }
  }
`);

export const PilotParts = graphql(`
  fragment PilotParts on Experiment {
    id
    state
    name {
      fi
      sv
      en
    }
    question {
      fi
      sv
      en
    }
    change {
      fi
      sv
      en
    }
    lead {
      id
      name
    }
    changedAt
    lockedAt
    lockedHash
    endedAt
    endReason
    mayChange
    lacks
    miniNetworks {
      id
      name {
        fi
        sv
        en
      }
    }
    issueTypes {
      id
      name {
        fi
        sv
        en
      }
    }
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
    teamSize
    allocation
    seed
    measure {
      view
      denominator
      windowDays
    }
    guardrails {
      guardrail
      name {
        fi
        sv
        en
      }
      tolerance
    }
    smallestEffect
    alpha
    power
    decisionRule {
      fi
      sv
      en
    }
    baselineStart
    start
    end
    decidability {
      decidable
      sentence {
        fi
        sv
        en
      }
    }
    assumptions {
      baseRate
      icc
      weeklyAutocorrelation
      casesPerUnitWeek
    }
    meaning {
      role
      text {
        fi
        sv
        en
      }
    }
    amendments {
      on
      text
    }
    exclusions {
      unitKey
      reason
      first
      last
    }
    verdictByRule
    decision {
      kind
      byRule
      reason
      at
      by {
        id
        name
      }
    }
    looks {
      number
      on
      due
      takenAt
      hash
      takenBy {
        id
        name
      }
      result {
        ...PilotResult
      }
    }
  }
`);

export const PilotResult = graphql(`
  fragment PilotResult on ExperimentResult {
    verdict
    sentence {
      fi
      sv
      en
    }
    effect {
      estimate
      low
      high
      p
      df
      se
    }
    looks {
      number
      weeks
      information
      nominalP
    }
    weeks {
      week
      starts
      after
      treated {
        cases
        resolved
      }
      comparison {
        cases
        resolved
      }
    }
    adjusted {
      name
      reason
      effect {
        estimate
        low
        high
        p
        df
        se
      }
    }
    sensitivity {
      name
      reason
      effect {
        estimate
        low
        high
        p
        df
        se
      }
    }
    trendBefore {
      name
      reason
      effect {
        estimate
        low
        high
        p
        df
        se
      }
    }
    guardrails {
      guardrail
      name {
        fi
        sv
        en
      }
      tolerance
      harmed
      warned
      effect {
        estimate
        low
        high
        p
        df
        se
      }
    }
    randomisation {
      p
      allocations
      enough
      smallestP
      randomAllocation
    }
    dose
    contamination {
      unitKey
      cases
    }
    quality {
      immature
      notInWholeWeeks
      moved
      newcomers
      excludedByPlan
      notNet
      voidedByRepeat
      voidedByReopening
      emptyUnitWeeks
    }
  }
`);

export const PilotQuery = graphql(`
  query Pilot($id: ID!) {
    experiment(id: $id) {
      ...PilotParts
    }
  }
`);

export const PilotSharesQuery = graphql(`
  query PilotShares($id: ID!) {
    experiment(id: $id) {
      id
      shares {
        id
        path
        at
        expiresAt
      }
    }
  }
`);

export const PilotJsonQuery = graphql(`
  query PilotJson($id: ID!) {
    experiment(id: $id) {
      id
      looks {
        number
        result {
          json
        }
      }
    }
  }
`);

export const MyPilotsQuery = graphql(`
  query MyPilots {
    myExperiments {
      id
      name {
        fi
        sv
        en
      }
      question {
        fi
        sv
        en
      }
      change {
        fi
        sv
        en
      }
      state
      start
      end
      lead {
        id
        name
      }
      meaning {
        role
        text {
          fi
          sv
          en
        }
      }
    }
  }
`);

export const DraftPilot = graphql(`
  mutation DraftPilot($input: ExperimentInput!, $key: String!) {
    draftExperiment(input: $input, key: $key) {
      __typename
      ...ProblemParts
      ... on Experiment {
        ...PilotParts
      }
    }
  }
`);

export const ChangePilot = graphql(`
  mutation ChangePilot($id: ID!, $input: ExperimentInput!, $key: String!) {
    changeExperiment(id: $id, input: $input, key: $key) {
      __typename
      ...ProblemParts
      ... on Experiment {
        ...PilotParts
      }
    }
  }
`);

export const LockPilot = graphql(`
  mutation LockPilot($id: ID!, $acknowledge: Boolean!, $key: String!) {
    lockExperiment(id: $id, acknowledgeUndecidable: $acknowledge, key: $key) {
      __typename
      ...ProblemParts
      ... on Experiment {
        ...PilotParts
      }
    }
  }
`);

export const TakeLook = graphql(`
  mutation TakeLook($id: ID!, $number: Int!, $key: String!) {
    takeLook(id: $id, number: $number, key: $key) {
      __typename
      ...ProblemParts
      ... on Experiment {
        ...PilotParts
      }
    }
  }
`);

export const AmendPilot = graphql(`
  mutation AmendPilot($id: ID!, $text: String!, $key: String!) {
    amendExperiment(id: $id, text: $text, key: $key) {
      __typename
      ...ProblemParts
      ... on Experiment {
        ...PilotParts
      }
    }
  }
`);

export const EndPilot = graphql(`
  mutation EndPilot($id: ID!, $reason: String!, $key: String!) {
    endExperiment(id: $id, reason: $reason, key: $key) {
      __typename
      ...ProblemParts
      ... on Experiment {
        ...PilotParts
      }
    }
  }
`);

export const DecidePilot = graphql(`
  mutation DecidePilot($id: ID!, $kind: ExperimentVerdictKind, $reason: String!, $key: String!) {
    setExperimentVerdict(id: $id, kind: $kind, reason: $reason, key: $key) {
      __typename
      ...ProblemParts
      ... on Experiment {
        ...PilotParts
      }
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
        at
        expiresAt
      }
    }
  }
`);

export const DiscardPilot = graphql(`
  mutation DiscardPilot($id: ID!, $key: String!) {
    discardExperiment(id: $id, key: $key) {
      __typename
      ...ProblemParts
      ... on ExperimentDiscarded {
        id
      }
    }
  }
`);

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

export const PilotExportQuery = graphql(`
  query PilotExport($id: ID!) {
    experimentExport(id: $id) {
      __typename
      ...ProblemParts
      ... on ExperimentExport {
        asOf
        planJson
        casesCsv
        unitWeeksCsv
      }
    }
  }
`);
