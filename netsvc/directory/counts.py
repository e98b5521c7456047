"""Cypher that each change of the RESOLVES counts shares: the key of finding, and sums of an area.

``r.weight`` is the faded count (netsvc/ranking/fading.py). Sums of it are rounded, so that they are
the same in whichever order the database adds.
"""

from __future__ import annotations

from typing import LiteralString

# The key of the index that finding reads (migrations 0004 and 0021): it grows with what was
# resolved lately and falls with what was not, as netsvc/ranking/additive.py scores it.
RANK_KEY: LiteralString = """CASE WHEN r.resolved > 0
  THEN log(coalesce(r.weight, 1.0 + r.resolved))
    + log((r.resolved + 3.5) / (r.received - r.resolved + 1.5)) END"""
# after a match of a person's counts `s` within an area; what else is grouped by goes before it
AREA_SUMS: LiteralString = """collect(s) AS own, sum(s.resolved) AS resolved,
  sum(s.received) AS received, round(sum(s.weight), 6) AS weight
FOREACH (s IN own |
  SET s.areaResolved = resolved, s.areaReceived = received, s.areaWeight = weight)
"""
# What a matter resolved at `counted` weighs: half-lives of 180 days since the beginning of 2020.
WEIGHT: LiteralString = """2.0 ^ (
  duration.inSeconds(datetime('2020-01-01T00:00:00Z'), counted).seconds / 15552000.0)"""
