import { graphql } from '../generated/insights';

export const PlaceParts = graphql(`
  fragment PlaceParts on Place {
    key
    unitId
    silo
    label {
      fi
      sv
      en
    }
  }
`);

export const FlowParts = graphql(`
  fragment FlowParts on FlowsRow {
    key
    count
    medianSeconds
    p90Seconds
    medianResolutionSeconds
    p90ResolutionSeconds
    share {
      ...EstimateParts
    }
    against {
      ...AgainstChanceParts
    }
    source {
      ...PlaceParts
    }
    target {
      ...PlaceParts
    }
  }
`);

export const OutcomeParts = graphql(`
  fragment OutcomeParts on OutcomesRow {
    key
    declined {
      ...EstimateParts
    }
    bounced {
      ...EstimateParts
    }
    source {
      ...PlaceParts
    }
    target {
      ...PlaceParts
    }
  }
`);

export const AgainParts = graphql(`
  fragment AgainParts on RepeatAskingFlowsRow {
    key
    repeatAsking {
      ...EstimateParts
    }
    source {
      ...PlaceParts
    }
    target {
      ...PlaceParts
    }
  }
`);

export const LinksQuery = graphql(`
  query Links($from: Date, $to: Date) {
    units: flows(by: FLOW, from: $from, to: $to, most: 1000) {
      ...AboutParts
      rows {
        ...FlowParts
      }
    }
    silos: flows(by: SILO_FLOW, from: $from, to: $to) {
      rows {
        ...FlowParts
      }
    }
    unitOutcomes: outcomes(by: FLOW, from: $from, to: $to, most: 1000) {
      rows {
        ...OutcomeParts
      }
    }
    siloOutcomes: outcomes(by: SILO_FLOW, from: $from, to: $to) {
      rows {
        ...OutcomeParts
      }
    }
    unitAgain: repeatAskingFlows(by: FLOW, from: $from, to: $to, most: 1000) {
      rows {
        ...AgainParts
      }
    }
    siloAgain: repeatAskingFlows(by: SILO_FLOW, from: $from, to: $to) {
      rows {
        ...AgainParts
      }
    }
    loops(by: LOOP, from: $from, to: $to) {
      ...AboutParts
      rows {
        key
        times
        hours
        label {
          fi
          sv
          en
        }
        issueTypes {
          id
          label {
            fi
            sv
            en
          }
        }
      }
    }
    missingLinks(by: PAIR, from: $from, to: $to) {
      ...AboutParts
      rows {
        key
        needs
        issueTypes {
          id
          label {
            fi
            sv
            en
          }
        }
        label {
          fi
          sv
          en
        }
        source {
          ...PlaceParts
        }
        target {
          ...PlaceParts
        }
      }
    }
    loneBridges(by: PAIR) {
      ...AboutParts
      rows {
        key
        label {
          fi
          sv
          en
        }
        source {
          ...PlaceParts
        }
        target {
          ...PlaceParts
        }
      }
    }
    proposals(by: PAIR, from: $from, to: $to) {
      ...AboutParts
      rows {
        key
        cases
        casesPerWeek
        busyWeek
        realised
        hopsSaved {
          ...EstimateParts
        }
        bouncesSaved {
          ...EstimateParts
        }
        hoursSaved {
          ...EstimateParts
        }
        promised {
          ...EstimateParts
        }
        label {
          fi
          sv
          en
        }
        issueTypes {
          id
          label {
            fi
            sv
            en
          }
        }
        source {
          ...PlaceParts
        }
        target {
          ...PlaceParts
        }
      }
    }
  }
`);
