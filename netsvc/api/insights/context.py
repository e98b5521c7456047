"""What the insights' resolvers see."""

from __future__ import annotations

from dataclasses import dataclass

from netsvc.api.http.context import RequestInfo
from netsvc.measures.service import MeasuresService


@dataclass(frozen=True)
class InsightsContext:
    measures: MeasuresService
    request: RequestInfo
