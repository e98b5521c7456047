"""The sample's four pilots: one that helped, one that did not, one running, one undecidable draft.

They are drafted, locked, looked at and decided by the services that people use, with a clock that
is set to the days of the past. What a look sees is the history; only the pulse is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from netsvc.directory.model import LocalText
from netsvc.errors import ConflictError
from netsvc.events.answers import Answer, Done
from netsvc.events.commands import CommandRunner
from netsvc.experiments.figures import ExperimentFigures
from netsvc.experiments.model import Draft
from netsvc.experiments.observed import Observed, ObservedRepository
from netsvc.experiments.plan import Meaning, Said
from netsvc.experiments.pulse import PulseReading
from netsvc.experiments.repository import ExperimentRepository
from netsvc.experiments.service import ExperimentService
from netsvc.graph.driver import Graph
from netsvc.identity.roles import Role
from netsvc.ids import new_id
from netsvc.sample.calendar import DAYS, first_day
from netsvc.sample.pilot_pulse import answer_pulses
from netsvc.sample.pilot_words import WORDS

ENOUGH_CASES = 20_000
"""A smaller history has weeks without a case in some team, and no pilot can be planned on it."""
LEAD = "eeva-karjalainen"
TEAM = 5
HISTORY = timedelta(days=DAYS)
ADVANCE = timedelta(days=10)
"""Plans are locked so long before they start."""


@dataclass(frozen=True)
class SamplePilot:
    """A pilot of the sample; weeks are counted from the first day of the history.

    ``looks`` are how many are taken; with ``lock`` False it stays a draft. ``acknowledged``: the
    plan check said that it would find only effects larger than the smallest one worth having, as
    one network's matters are few; its lead went on, and the page says so.
    """

    id: str
    networks: tuple[str, ...]
    issue_types: tuple[str, ...]
    treated: tuple[str, ...]
    comparison: tuple[str, ...]
    baseline: int
    start: int
    weeks: int
    smallest_effect: float
    looks: int = 3
    lock: bool = True
    acknowledged: bool = False
    decide: bool = False
    teams: bool = True


HELPED = SamplePilot(
    "housing",
    ("network-housing",),
    (),
    ("service-oulu", "service-vaasa"),
    ("service-helsinki", "service-turku", "service-tampere"),
    baseline=2,
    start=26,
    weeks=21,
    smallest_effect=0.1,
    decide=True,
    acknowledged=True,
)
DID_NOT = SamplePilot(
    "list",
    (),
    ("applications-decisions", "payments-tax", "service-personal-data"),
    ("service-helsinki", "service-tampere"),
    ("service-oulu", "service-turku", "service-vaasa"),
    baseline=2,
    start=26,
    weeks=21,
    smallest_effect=0.15,
    decide=True,
)
RUNNING = SamplePilot(
    "families",
    ("network-families",),
    (),
    ("service-turku",),
    ("service-helsinki", "service-oulu", "service-vaasa", "service-tampere"),
    baseline=6,
    start=30,
    weeks=30,
    smallest_effect=0.1,
    looks=2,
    acknowledged=True,
)
UNDECIDABLE = SamplePilot(
    "social",
    (),
    ("social-assistance",),
    ("service-oulu", "service-vaasa"),
    ("service-helsinki", "service-turku"),
    baseline=40,
    start=55,
    weeks=12,
    smallest_effect=0.05,
    lock=False,
    teams=False,
)
PILOTS = (HELPED, DID_NOT, RUNNING, UNDECIDABLE)


class SetClock:
    """The moment at which a command is given."""

    def __init__(self, day: date) -> None:
        self.day = day

    def __call__(self) -> datetime:
        return datetime.combine(self.day, time(7), UTC)


class ReadOnce(ObservedRepository):
    """The history as it is: it stays so while its pilots are led, and each look reads it again."""

    def __init__(self, graph: Graph) -> None:
        super().__init__(graph)
        self._read: dict[tuple[datetime, tuple[str, ...], frozenset[str]], Observed] = {}

    async def cases(
        self, since: datetime, issue_types: Sequence[str], members: Collection[str] = ()
    ) -> Observed:
        asked = (since, tuple(issue_types), frozenset(members))
        if asked not in self._read:
            self._read[asked] = await super().cases(since, issue_types, members)
        return self._read[asked]


async def load_pilots(
    graph: Graph,
    until: date,
    pilots: tuple[SamplePilot, ...] = PILOTS,
    progress: Callable[[str, int, int], None] = lambda _step, _done, _total: None,
) -> None:
    """Lead the pilots from their drafts to where each of them stands the day after ``until``.

    Raises ``ConflictError`` where a service refuses what the sample was made for.
    """
    for done, pilot in enumerate(pilots, start=1):
        await _lead(graph, first_day(until), pilot)
        progress("pilots", done, len(pilots))


async def _lead(graph: Graph, first: date, pilot: SamplePilot) -> None:
    draft = draft_of(first, pilot)
    clock = SetClock(first + min(timedelta(weeks=pilot.start) - ADVANCE, HISTORY))
    runner = CommandRunner(graph, clock=clock)
    repository = ExperimentRepository(graph)
    commands = ExperimentService(runner, repository, scrub=str)
    figures = ExperimentFigures(
        runner, repository, ReadOnce(graph), pulse=PulseReading(graph).on, clock=clock
    )

    once = new_id()  # a load that was stopped must not answer for the next one

    def key(step: str) -> str:
        return f"sample pilot {pilot.id} {step} {once}"

    id_ = _done(await commands.draft(LEAD, key("draft"), draft))
    if not pilot.lock:
        return
    _done(await figures.lock(LEAD, key("lock"), id_, acknowledged=pilot.acknowledged))
    known = await repository.one(id_)
    looks = known.plan.looks if known is not None and known.plan is not None else ()
    if known is not None and known.plan is not None:
        await answer_pulses(graph, known.plan, first + HISTORY, pilot.id)
    for number, day in enumerate(looks[: pilot.looks], start=1):
        clock.day = day + timedelta(days=1)
        _done(await figures.take_look(LEAD, key(f"look {number}"), id_, number))
    if pilot.decide:
        clock.day += timedelta(days=2)
        _done(await commands.end(LEAD, key("end"), id_, ""))
        _done(await commands.decide(LEAD, key("decide"), id_, None, ""))


def draft_of(first: date, pilot: SamplePilot) -> Draft:
    """The draft as its lead wrote it; ``first`` is the first day of the history."""
    words = WORDS[pilot.id]
    start = first + timedelta(weeks=pilot.start)
    return Draft(
        name=_said(words.name),
        question=_said(words.question),
        change=_said(words.change),
        mini_networks=pilot.networks,
        issue_types=pilot.issue_types,
        treated_units=pilot.treated,
        comparison_units=pilot.comparison,
        team_size=TEAM if pilot.teams else None,
        smallest_effect=pilot.smallest_effect,
        baseline_start=first + timedelta(weeks=pilot.baseline),
        start=start,
        end=start + timedelta(weeks=pilot.weeks),
        meaning=(
            Meaning(role=Role.AGENT, text=_said(words.agents)),
            Meaning(role=Role.EXPERT, text=_said(words.experts)),
        ),
    )


def _said(text: LocalText) -> Said:
    return Said(fi=text.fi, sv=text.sv, en=text.en)


def _done(answer: Answer) -> str:
    if not isinstance(answer, Done):
        raise ConflictError(f"A pilot of the sample was refused: {answer}.")
    return answer.id
