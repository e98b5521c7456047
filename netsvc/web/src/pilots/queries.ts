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
      tooFewUnits
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
        expiresAt
      }
    }
  }
`);

export const PilotPulseQuery = graphql(`
  query PilotPulse($id: ID!) {
    experimentPulse(id: $id) {
      ...PulseParts
    }
  }
`);

/** A running pilot between its looks; never the effect. */
export const PilotWatchQuery = graphql(`
  query PilotWatch($id: ID!) {
    experimentWatch(id: $id) {
      asOf
      weeks
      dose
      contamination {
        unitKey
        cases
      }
      guardrails {
        guardrail
        name {
          fi
          sv
          en
        }
        harmed
        told
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
        negativeDurations
        unjudged
      }
    }
  }
`);

export const PilotExpansionQuery = graphql(`
  query PilotExpansion($id: ID!) {
    experimentExpansion(id: $id) {
      __typename
      ... on ExperimentExpansion {
        weeks
        hidden
        units {
          units {
            id
            name {
              fi
              sv
              en
            }
          }
          compared
          weeklyCases
          level
          gain {
            estimate
            low
            high
          }
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
      pulseDue
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
        pulseCsv
      }
    }
  }
`);
