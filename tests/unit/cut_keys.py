"""Where one fact belongs in a split, fact by fact: what columns tell of all at once."""

from __future__ import annotations

from typing import Any

from netsvc.measures.months import month_of, week_of
from netsvc.measures.publishing import Publisher
from netsvc.measures.registry import Dimension, Measure


def key_of(publisher: Publisher, measure: Measure, item: Any, by: Dimension) -> str:
    if by is Dimension.TOTAL:
        return "total"
    if by is Dimension.WEEK:
        return str(week_of(item.at))
    if by is Dimension.MONTH:
        return str(month_of(item.at))
    return publisher.cuts.key(measure, measure.keys(item, by), by)
