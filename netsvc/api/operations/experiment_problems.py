"""Expected failures that only pilots have."""

from __future__ import annotations

import strawberry

from netsvc.api.operations.problems_base import Problem


@strawberry.type(
    description="The plan can't be decided, and why. Acknowledge it, or change the plan as said."
)
class ExperimentUndecidable(Problem):
    pass


@strawberry.type(description="Another pilot uses a unit at the same time, about the same matters.")
class UnitsTaken(Problem):
    unit_key: str
    experiment_id: strawberry.ID
