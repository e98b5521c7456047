"""What measures of the later half of a period beside the earlier one tell, and in which columns."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from netsvc.directory.model import LocalText
from netsvc.measures.registry import Column, Estimate, Kind, Value

COLUMNS = (
    Column("turn", LocalText("Käänne", "Vändpunkt", "Turn"), Kind.DAY, required=False),
    Column("before", LocalText("Ennen", "Före", "Before"), Kind.NUMBER, required=False),
    Column("after", LocalText("Jälkeen", "Efter", "After"), Kind.NUMBER, required=False),
    Column("change", LocalText("Muutos", "Förändring", "Change"), Kind.ESTIMATE, required=False),
)


def nothing() -> dict[str, Value]:
    """There are no two halves to compare."""
    return dict.fromkeys(column.name for column in COLUMNS)


def compared(turn: int, before: float, after: float, change: Estimate) -> Mapping[str, Value]:
    """``turn``: when the later half begins, in ms since 1970."""
    day = datetime.fromtimestamp(turn / 1000, UTC).date()
    return {"turn": day, "before": before, "after": after, "change": change}
