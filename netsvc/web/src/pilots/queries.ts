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
