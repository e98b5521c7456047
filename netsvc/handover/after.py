"""The services of what happens after an acceptance, wired together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from netsvc.directory.responsibility import ResponsibilityService
from netsvc.events.commands import CommandRunner
from netsvc.graph.driver import Graph
from netsvc.handover import loops
from netsvc.handover.conference import ConferenceService
from netsvc.handover.conferences import ConferenceRepository
from netsvc.handover.returning import ReturningService
from netsvc.handover.retyping import RetypingService
from netsvc.handover.story import StoryRepository
from netsvc.handover.undoing import UndoService


@dataclass(frozen=True)
class After:
    returning: ReturningService
    retyping: RetypingService
    undoing: UndoService
    story: StoryRepository
    conference: ConferenceService
    conferences: ConferenceRepository
    responsibility: ResponsibilityService


def wire_after(
    graph: Graph,
    runner: CommandRunner,
    *,
    scrub: Callable[[str], str],
    hop_limit: int = loops.HOP_LIMIT,
) -> After:
    """One of each."""
    return After(
        ReturningService(runner, scrub=scrub),
        RetypingService(runner),
        UndoService(runner),
        StoryRepository(graph),
        ConferenceService(runner, scrub=scrub, limit=hop_limit),
        ConferenceRepository(graph),
        ResponsibilityService(runner),
    )
