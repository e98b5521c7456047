import { graphql } from '../generated/insights';

export const ShortagesQuery = graphql(`
  query Shortages {
    total: shortages {
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
        redirected
        nobodyTook
      }
    }
    byUnit: shortages(by: UNIT) {
      rows {
        key
        cases
      }
    }
    byHour: shortages(by: UNIT_HOUR) {
      rows {
        key
        merged
        cases
        fromHour
        untilHour
        unit {
          key
          label {
            fi
            sv
            en
          }
        }
      }
    }
  }
`);

export const AskedQuery = graphql(`
  query Asked {
    answered: asksAnswered {
      asOf
      from
      to
      measure {
        ...MeasureParts
      }
      rows {
        key
        asks
        answeredWithin {
          ...EstimateParts
        }
        helped {
          ...EstimateParts
        }
      }
    }
    helped: asksHelped(by: UNIT) {
      rows {
        key
        label {
          fi
          sv
          en
        }
        asked
        answered {
          ...EstimateParts
        }
        helped {
          ...EstimateParts
        }
      }
    }
    moved: knowledgeMoved {
      asOf
      from
      to
      measure {
        ...MeasureParts
      }
      rows {
        key
        aloneBefore {
          ...EstimateParts
        }
        aloneAfter {
          ...EstimateParts
        }
        change {
          ...EstimateParts
        }
      }
    }
    again: repeatAsking {
      asOf
      from
      to
      measure {
        ...MeasureParts
      }
      rows {
        key
        repeatAsking {
          ...EstimateParts
        }
        neverUsed {
          ...EstimateParts
        }
      }
    }
    againByField: repeatAsking(by: FIELD) {
      rows {
        key
        label {
          fi
          sv
          en
        }
        repeatAsking {
          ...EstimateParts
        }
        neverUsed {
          ...EstimateParts
        }
      }
    }
    skipped: skippedFields {
      rows {
        key
        skipped {
          ...EstimateParts
        }
      }
    }
    skippedByField: skippedFields(by: FIELD) {
      rows {
        key
        label {
          fi
          sv
          en
        }
        skipped {
          ...EstimateParts
        }
      }
    }
  }
`);
