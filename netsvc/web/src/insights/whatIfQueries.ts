import { graphql } from '../generated/insights';

/** Everything that a what-if answer is made of: rows that may be shown, and nothing else. */
export const WhatIfQuery = graphql(`
  query WhatIf($from: Date, $to: Date) {
    withoutUnit(from: $from, to: $to) {
      ...AboutParts
      rows {
        key
        label {
          fi
          sv
          en
        }
        cases
        casesPerWeek
        stranded
        hopsChange {
          ...EstimateParts
        }
        hoursChange {
          ...EstimateParts
        }
        apart
      }
    }
    linkOpened(from: $from, to: $to) {
      ...AboutParts
      rows {
        key
        label {
          fi
          sv
          en
        }
        cases
        casesPerWeek
        stranded
        hopsChange {
          ...EstimateParts
        }
        hoursChange {
          ...EstimateParts
        }
        source {
          ...PlaceParts
        }
        target {
          ...PlaceParts
        }
      }
    }
    missingLinks(by: PAIR, from: $from, to: $to) {
      rows {
        source {
          ...PlaceParts
        }
        target {
          ...PlaceParts
        }
      }
    }
    linkClosed(from: $from, to: $to) {
      ...AboutParts
      rows {
        key
        label {
          fi
          sv
          en
        }
        cases
        casesPerWeek
        stranded
        hopsChange {
          ...EstimateParts
        }
        hoursChange {
          ...EstimateParts
        }
        source {
          ...PlaceParts
        }
        target {
          ...PlaceParts
        }
      }
    }
    movedTypes(from: $from, to: $to) {
      ...AboutParts
      rows {
        key
        label {
          fi
          sv
          en
        }
      }
    }
    load(by: UNIT, from: $from, to: $to) {
      rows {
        key
        perWeek
        label {
          fi
          sv
          en
        }
      }
    }
    loneBridges(by: PAIR) {
      ...AboutParts
      rows {
        key
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

/** Null where one of the two may not be shown by itself. */
export const TypeMovedQuery = graphql(`
  query TypeMoved($type: ID!, $unit: ID!, $from: Date, $to: Date) {
    typeMoved(issueType: $type, unit: $unit, from: $from, to: $to) {
      cases
      handovers {
        ...EstimateParts
      }
      hours {
        ...EstimateParts
      }
      loadNow
      loadThen
      assumed {
        fi
        sv
        en
      }
    }
  }
`);
