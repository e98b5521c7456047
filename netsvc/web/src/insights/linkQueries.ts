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

export const LinksQuery = graphql(`
  query Links {
    units: flows(by: FLOW) {
      asOf
      from
      to
      suppressed
      measure {
        ...MeasureParts
      }
      rows {
        ...FlowParts
      }
    }
    silos: flows(by: SILO_FLOW) {
      rows {
        ...FlowParts
      }
    }
    unitOutcomes: outcomes(by: FLOW) {
      rows {
        ...OutcomeParts
      }
    }
    siloOutcomes: outcomes(by: SILO_FLOW) {
      rows {
        ...OutcomeParts
      }
    }
    loops(by: LOOP) {
      asOf
      from
      to
      suppressed
      measure {
        ...MeasureParts
      }
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
    missingLinks(by: PAIR) {
      asOf
      from
      to
      suppressed
      measure {
        ...MeasureParts
      }
      rows {
        key
        needs
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
      asOf
      from
      to
      suppressed
      measure {
        ...MeasureParts
      }
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
    proposals(by: PAIR) {
      asOf
      from
      to
      suppressed
      measure {
        ...MeasureParts
      }
      rows {
        key
        cases
        casesPerWeek
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
