"""Cypher of the circumstances that a matter was resolved in: where from, by what channel, whose.

Beside the counts of a RESOLVES relationship stand three lists of the same order and length:
``contextKeys`` ("location:Tampere", "unit:<id>", "channel:PHONE", "opener:<id>"), how many matters
were resolved so (``contextCounts``), and their faded weights (``contextWeights``; of each matter
rounded first, so that counting one by one and counting afresh give the same). Only the ``KEPT``
heaviest stay; one that fell out begins anew when it comes again, until the next counting afresh.
"""

from __future__ import annotations

from typing import LiteralString

KEPT: LiteralString = "60"
# Of a case `k`. Where the case does not say the place that it is about, the place is the unit where
# it was opened: that is known at the desk while the customer waits.
AROUND: LiteralString = """[x IN [
  'channel:' + k.channel,
  coalesce('location:' + k.location,
    'unit:' + head(COLLECT { MATCH (k)-[:OPENED_IN]->(at:Unit) RETURN at.id ORDER BY at.id })),
  'opener:' + head(COLLECT { MATCH (k)-[:OPENED_BY]->(by:Expert) RETURN by.id ORDER BY by.id })
] WHERE x IS NOT NULL]"""
_HEAVIEST: LiteralString = (
    """
  WITH one[0] AS key, sum(one[1]) AS times, round(sum(one[2]), 6) AS heavy WHERE times > 0
  RETURN [key, times, heavy] ORDER BY heavy DESC, key LIMIT """
    + KEPT
    + """
} AS heaviest
"""
)
KEEP: LiteralString = """
SET r.contextKeys = CASE WHEN heaviest <> [] THEN [x IN heaviest | x[0]] END,
  r.contextCounts = CASE WHEN heaviest <> [] THEN [x IN heaviest | x[1]] END,
  r.contextWeights = CASE WHEN heaviest <> [] THEN [x IN heaviest | x[2]] END
"""
# Adds `more`, a list of [key, count, weight], to the lists of `r`.
ADD: LiteralString = (
    """
WITH *, coalesce(r.contextKeys, []) AS keys, r.contextCounts AS counts, r.contextWeights AS weights
WITH *, COLLECT {
  UNWIND [i IN range(0, size(keys) - 1) | [keys[i], counts[i], weights[i]]] + more AS one
"""
    + _HEAVIEST
    + KEEP
)
# `heaviest` of `matters`, a list of [keys, weight] of resolved ones.
COUNTED: LiteralString = (
    """COLLECT {
  UNWIND matters AS matter
  UNWIND matter[0] AS key
  WITH [key, 1, round(matter[1], 6)] AS one
"""
    + _HEAVIEST
)
