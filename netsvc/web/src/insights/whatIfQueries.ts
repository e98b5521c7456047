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
        cases
        casesPerWeek
        handovers {
          ...EstimateParts
        }
        hours {
          ...EstimateParts
        }
      }
    }
    load(by: UNIT, from: $from, to: $to) {
      rows {
        key
        label {
          fi
          sv
          en
        }
        perWeek
        hours {
          ...EstimateParts
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
