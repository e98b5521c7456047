"""Questions that agents asked while they kept the case, and the notes that grew from the answers.

They are put onto a history that has been lived already, with a generator of their own: whatever
else is planted stays as it is. In the pairs of ``Learning`` a unit is helped with an issue type
once, and of what it could not solve alone after that, a share is solved alone.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from netsvc.directory.model import IssueType
from netsvc.sample.calendar import first_day, moment
from netsvc.sample.history import History
from netsvc.sample.issues import toml
from netsvc.sample.model import AskRow, CaseRow, ContactRow, Learning, NoteRow, SamplePerson
from netsvc.sample.units import responsible_unit

LEARNING = Learning(
    types=(
        "student-aid-income", "student-loan-guarantee-debt", "unemployment-adjusted",
        "social-assistance-calculation", "decision-correction", "moving-to-finland",
        "disability-allowance-adult", "rehabilitation-allowance",
    ),
    start_week=22,
    share=0.4,
)  # fmt: skip
DAYS_OF_LEARNING = 100
ELSEWHERE = 0.04
AGAIN = 0.06


class Asking:
    """What was asked and noted, for ``until`` and the people of the house."""

    def __init__(
        self, history: History, people: Iterable[SamplePerson], until: date, seed: int
    ) -> None:
        self._history, self._until = history, until
        self._rng = random.Random(f"asks {seed}")
        self._experts: dict[str, list[str]] = defaultdict(list)
        for person in people:
            if "EXPERT" in person.roles:
                self._experts[person.unit].append(person.id)
        self._contacts: dict[str, list[ContactRow]] = defaultdict(list)
        for contact in history.contacts:
            self._contacts[contact.case].append(contact)
        self._touched = {row.case for row in history.handovers}
        self._touched |= {row.case for row in history.redirects}
        self.asks: list[AskRow] = []
        self.notes: list[NoteRow] = []

    def plant(self, types: dict[str, IssueType]) -> None:
        """Put questions onto the history; ``types`` by id."""
        pairs: dict[tuple[str, str], list[CaseRow]] = defaultdict(list)
        for row in sorted(self._history.cases, key=lambda row: (row.opened_at, row.id)):
            if row.issue_type in LEARNING.types:
                pairs[row.opened_in, row.issue_type].append(row)
            elif self._alone(row) and self._rng.random() < ELSEWHERE:
                self._ask(row, types[row.issue_type], helped=False)
        learnt: set[str] = set()
        for (_unit, type_id), rows in sorted(pairs.items()):
            learnt |= self._learn(rows, types[type_id])
        self._solve(learnt)
        self._waiting(types)
        self._note(types)

    def _alone(self, row: CaseRow) -> bool:
        """Solved by the agent in one live contact: where a question may have helped."""
        contacts = self._contacts[row.id]
        return (
            row.state == "RESOLVED"
            and row.channel in ("PHONE", "CHAT", "VISIT")
            and len(contacts) == 1
            and row.resolved_by == row.opened_by
            and row.id not in self._touched
        )

    def _learn(self, rows: list[CaseRow], issue_type: IssueType) -> set[str]:
        """The cases of the pair that are solved alone because of what was learnt."""
        starts = moment(first_day(self._until) + timedelta(weeks=LEARNING.start_week), 0)
        starts += timedelta(days=self._rng.uniform(0, 40))
        first = next((r for r in rows if r.opened_at >= starts and self._alone(r)), None)
        if first is None:
            return set()
        self._ask(first, issue_type, helped=True)
        learnt: set[str] = set()
        until = first.opened_at + timedelta(days=DAYS_OF_LEARNING)
        for row in rows:
            if not first.opened_at < row.opened_at <= until:
                continue
            if self._alone(row):
                if self._rng.random() < AGAIN:
                    self._ask(row, issue_type, helped=self._rng.random() < 0.6)
            elif row.channel in ("PHONE", "CHAT", "VISIT") and self._rng.random() < LEARNING.share:
                learnt.add(row.id)
        return learnt

    def _solve(self, learnt: set[str]) -> None:
        """Let those cases have been solved by their opener, at once and alone."""
        history = self._history
        for index, row in enumerate(history.cases):
            if row.id in learnt:
                history.cases[index] = row._replace(
                    state="RESOLVED",
                    resolved_at=self._contacts[row.id][0].ended_at - timedelta(seconds=15),
                    closed_at=None,
                    excluded_reason=None,
                    excluded_at=None,
                    resolved_by=row.opened_by,
                    resolved_in=row.opened_in,
                    owner=None,
                )
        firsts = {self._contacts[case][0].id for case in learnt}
        history.contacts = [
            row for row in history.contacts if row.case not in learnt or row.id in firsts
        ]
        history.handovers = [row for row in history.handovers if row.case not in learnt]
        history.redirects = [row for row in history.redirects if row.case not in learnt]

    def _ask(self, row: CaseRow, issue_type: IssueType, *, helped: bool) -> None:
        rng, contact = self._rng, self._contacts[row.id][0]
        asked = contact.started_at + timedelta(seconds=rng.randrange(20, 40))
        answered = asked + timedelta(seconds=rng.randrange(8, 25))
        answers = helped or rng.random() < 0.8
        people = self._people(responsible_unit(issue_type), 3 if rng.random() < 0.3 else 1)
        ask = f"{row.id}a"
        texts = _answers()[row.language]
        replies = [
            self._reply(ask, n, person, rng.choice(texts) if answers and n == 0 else None, answered)
            for n, person in enumerate(people)
        ]
        replies[0]["helped"] = helped or None
        self.asks.append(
            AskRow(
                id=ask,
                case=row.id,
                contact=contact.id,
                asker=row.opened_by,
                unit=row.opened_in,
                issue_type=issue_type.id,
                question=row.words,
                state="HELPED" if helped else "CLOSED",
                asked_at=asked,
                answered_at=answered if answers else None,
                helped_at=answered + timedelta(seconds=10) if helped else None,
                closed_at=None if helped else row.resolved_at,
                close_reason=None if helped else "CASE_ENDED",
                replies=replies,
            )
        )

    def _people(self, unit: str, count: int) -> list[tuple[str, str]]:
        experts = self._experts[unit]
        chosen = self._rng.sample(experts, min(count, len(experts)))
        return [(person, unit) for person in chosen]

    @staticmethod
    def _reply(
        ask: str, n: int, person: tuple[str, str], text: str | None, at: datetime
    ) -> dict[str, Any]:
        return {
            "id": f"{ask}{n}",
            "expert": person[0],
            "unit": person[1],
            "state": "ANSWERED" if text else "WAITING",
            "text": text,
            "at": at if text else None,
            "helped": None,
        }

    def _waiting(self, types: dict[str, IssueType]) -> None:
        """One question waits for Henrik Lindholm, so that his inbox is alive from the start."""
        offered = {row.case for row in self._history.handovers if row.state == "OFFERED"}
        for row in sorted(self._history.cases, key=lambda row: row.opened_at, reverse=True):
            families = types[row.issue_type].broader_id == "families"
            if families and row.owner == row.opened_by and row.id not in offered:
                ask = f"{row.id}a"
                person = ("henrik-lindholm", "benefits-families")
                at = self._contacts[row.id][-1].ended_at - timedelta(seconds=20)
                reply = self._reply(ask, 0, person, None, at)
                self.asks.append(
                    AskRow(
                        ask,
                        row.id,
                        self._contacts[row.id][-1].id,
                        row.opened_by,
                        row.opened_in,
                        row.issue_type,
                        row.words,
                        "OPEN",
                        at,
                        None,
                        None,
                        None,
                        None,
                        [reply],
                    )
                )
                return

    def _note(self, types: dict[str, IssueType]) -> None:
        """The notes of the data file, by those whose answer helped or else by an expert."""
        helpers = {
            ask.issue_type: ask.replies[0]["expert"] for ask in self.asks if ask.state == "HELPED"
        }
        for n, raw in enumerate(toml("notes.toml")["notes"]):
            type_id = raw["type"]
            experts = self._experts[responsible_unit(types[type_id])]
            written = moment(self._until - timedelta(days=raw["days"]), 780)
            self.notes.append(
                NoteRow(
                    f"sn{n + 1:03}",
                    type_id,
                    raw.get("fi"),
                    raw.get("sv"),
                    raw.get("en"),
                    helpers.get(type_id) or experts[n % len(experts)],
                    written,
                    written.date() + timedelta(days=182),
                )
            )


@cache
def _answers() -> dict[str, list[str]]:
    return {code: list(texts) for code, texts in toml("notes.toml")["answers"].items()}
