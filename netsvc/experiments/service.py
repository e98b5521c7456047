"""Commands over pilots that need no figures: draft, change, amend, exclude, end, decide, share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from netsvc.events.answers import (
    Answer,
    Audit,
    Done,
    Outcome,
    Refusal,
    RefusalKind,
    invalid,
    not_found,
)
from netsvc.events.commands import CommandRunner
from netsvc.experiments import writes
from netsvc.experiments.model import MOST_UNITS, Draft, Experiment, ExperimentState
from netsvc.experiments.plan import Amendment, Exclusion, Plan
from netsvc.experiments.repository import ExperimentRepository, plan_text
from netsvc.experiments.verdict import VerdictKind
from netsvc.graph.driver import Tx
from netsvc.ids import new_id

HOME = ZoneInfo("Europe/Helsinki")
MAX_TEXT = 500
LONGEST_SHARE = timedelta(days=90)
MOST_NOTES = 200


class ExperimentService:
    """Every command answers Done with the pilot's id, or a Refusal."""

    def __init__(
        self,
        runner: CommandRunner,
        experiments: ExperimentRepository,
        *,
        scrub: Callable[[str], str],
    ) -> None:
        self._runner = runner
        self._experiments = experiments
        self._scrub = scrub

    async def draft(self, actor: str, key: str, draft: Draft) -> Answer:
        refusal = too_much(draft)
        if refusal is not None:
            return refusal

        async def work(tx: Tx, at: datetime) -> Outcome:
            refusal = await self._unfit(tx, draft)
            if refusal is not None:
                return Outcome(refusal)
            id_ = new_id()
            await tx.guarded(writes.DRAFT, id=id_, actor=actor, at=at, draft=draft.to_json())
            audit = Audit(actor, "draftExperiment", to_state=ExperimentState.DRAFT, detail=id_)
            return Outcome(Done(id_), (audit,))

        body = draft.model_dump(mode="json")
        return await self._runner.run("draftExperiment", actor, key, body, work)

    async def change(self, actor: str, key: str, id_: str, draft: Draft) -> Answer:
        """All of the draft again; a locked plan is amended instead."""
        refusal = too_much(draft)
        if refusal is not None:
            return refusal

        async def work(tx: Tx, at: datetime) -> Outcome:
            found = await self._experiments.held(tx, id_)
            if isinstance(found, Refusal):
                return Outcome(found)
            refusal = drafts_only(found, at) or await self._unfit(tx, draft)
            if refusal is not None:
                return Outcome(refusal)
            await tx.guarded(writes.CHANGE, id=id_, at=at, draft=draft.to_json())
            return Outcome(Done(id_), (Audit(actor, "changeExperiment", detail=id_),))

        body = {"id": id_, **draft.model_dump(mode="json")}
        return await self._runner.run("changeExperiment", actor, key, body, work)

    async def discard(self, actor: str, key: str, id_: str) -> Answer:
        """A draft is thrown away; a locked plan never is."""

        async def work(tx: Tx, at: datetime) -> Outcome:
            found = await self._experiments.held(tx, id_)
            if isinstance(found, Refusal):
                return Outcome(found)
            refusal = drafts_only(found, at)
            if refusal is not None:
                return Outcome(refusal)
            await tx.guarded(writes.DISCARD, id=id_)
            return Outcome(Done(id_), (Audit(actor, "discardExperiment", detail=id_),))

        return await self._runner.run("discardExperiment", actor, key, {"id": id_}, work)

    async def amend(self, actor: str, key: str, id_: str, text: str, on: date | None) -> Answer:
        """A dated change or deviation after the lock; every report shows it."""
        refusal = bad_text("text", text)
        if refusal is not None:
            return refusal

        def amended(plan: Plan, today: date) -> Plan | Refusal:
            day = on or today
            if day > today:
                return invalid("on", day, "experiment_future")
            note = Amendment(on=day, text=self._scrub(text.strip()))
            if len(plan.amendments) >= MOST_NOTES:
                return invalid("text", len(plan.amendments), "experiment_many")
            notes = tuple(sorted((*plan.amendments, note), key=lambda one: one.on))
            return plan.model_copy(update={"amendments": notes})

        body = {"id": id_, "text": text, "on": on}
        return await self._rewrite("amendExperiment", actor, key, id_, body, amended)

    async def exclude(self, actor: str, key: str, id_: str, rule: Exclusion) -> Answer:
        """Leave out a unit or weeks of it, with the reason; what was seen at a look stays."""
        refusal = bad_text("reason", rule.reason)
        if rule.first and rule.last and rule.last < rule.first:
            refusal = refusal or invalid("last", rule.last, "experiment_end")
        if refusal is not None:
            return refusal

        def excluded(plan: Plan, _today: date) -> Plan | Refusal:
            if rule.unit not in plan.units:
                return invalid("unitKey", rule.unit, "experiment_unit_not_in")
            if len(plan.exclusions) >= MOST_NOTES:
                return invalid("reason", len(plan.exclusions), "experiment_many")
            kept = rule.model_copy(update={"reason": self._scrub(rule.reason.strip())})
            return plan.model_copy(update={"exclusions": (*plan.exclusions, kept)})

        body = {"id": id_, **rule.model_dump(mode="json")}
        return await self._rewrite("excludeUnitFromExperiment", actor, key, id_, body, excluded)

    async def end(self, actor: str, key: str, id_: str, reason: str) -> Answer:
        """Before the last look only with a reason: the reports then say why."""

        async def work(tx: Tx, at: datetime) -> Outcome:
            found = await self._experiments.held(tx, id_)
            if isinstance(found, Refusal):
                return Outcome(found)
            refusal = not_running(found, at)
            if refusal is None and found.next_look() is not None:
                refusal = bad_text("reason", reason)
            if refusal is not None:
                return Outcome(refusal)
            said = self._scrub(reason.strip())
            await tx.guarded(writes.END, id=id_, at=at, reason=said)
            audit = Audit(actor, "endExperiment", to_state=ExperimentState.ENDED, detail=id_)
            return Outcome(Done(id_), (audit,))

        body = {"id": id_, "reason": reason}
        return await self._runner.run("endExperiment", actor, key, body, work)

    async def decide(
        self, actor: str, key: str, id_: str, kind: VerdictKind | None, reason: str
    ) -> Answer:
        """The verdict of the registered rule, or another one with the reason for it."""

        async def work(tx: Tx, at: datetime) -> Outcome:
            found = await self._experiments.held(tx, id_)
            if isinstance(found, Refusal):
                return Outcome(found)
            by_rule = verdict_by_rule(found)
            if not found.ended or by_rule is None:
                return Outcome(wrong_state(found, "experiment_not_ended", at))
            chosen = kind or by_rule
            if chosen is not by_rule:
                refusal = bad_text("reason", reason)
                if refusal is not None:
                    return Outcome(refusal)
            await tx.guarded(
                writes.DECIDE,
                id=id_,
                actor=actor,
                at=at,
                verdict=chosen,
                byRule=by_rule,
                reason=self._scrub(reason.strip()),
            )
            audit = Audit(actor, "setExperimentVerdict", to_state=chosen, detail=id_)
            return Outcome(Done(id_), (audit,))

        body = {"id": id_, "kind": kind, "reason": reason}
        return await self._runner.run("setExperimentVerdict", actor, key, body, work)

    async def share(self, actor: str, key: str, id_: str, days: int) -> Answer:
        """Done with the id of a link that reads this one pilot and runs out."""
        if not 1 <= days <= LONGEST_SHARE.days:
            return invalid("days", days, "experiment_share_days")

        async def work(tx: Tx, at: datetime) -> Outcome:
            found = await self._experiments.held(tx, id_)
            if isinstance(found, Refusal):
                return Outcome(found)
            if found.plan is None:
                return Outcome(wrong_state(found, "experiment_is_draft", at))
            share = new_id()
            expires = at + timedelta(days=days)
            await tx.guarded(
                writes.SHARE, id=id_, actor=actor, share=share, at=at, expiresAt=expires
            )
            audit = Audit(actor, "shareExperiment", detail=f"{id_} {share}")
            return Outcome(Done(share), (audit,))

        return await self._runner.run("shareExperiment", actor, key, {"id": id_, "d": days}, work)

    async def unshare(self, actor: str, key: str, share: str) -> Answer:
        """The link is good for nobody any more."""

        async def work(tx: Tx, at: datetime) -> Outcome:
            row = await tx.one(writes.UNSHARE, share=share, at=at)
            if row is None:
                return Outcome(not_found(share))
            return Outcome(Done(row["id"]), (Audit(actor, "unshareExperiment", detail=share),))

        return await self._runner.run("unshareExperiment", actor, key, {"share": share}, work)

    async def _rewrite(  # noqa: PLR0917 - a command's name, actor, key and body, and what it does
        self,
        name: str,
        actor: str,
        key: str,
        id_: str,
        body: dict[str, Any],
        change: Callable[[Plan, date], Plan | Refusal],
    ) -> Answer:
        """Replace the parts of a locked plan that are not under its hash."""

        async def work(tx: Tx, at: datetime) -> Outcome:
            found = await self._experiments.held(tx, id_)
            if isinstance(found, Refusal):
                return Outcome(found)
            refusal = not_running(found, at)
            if refusal is not None or found.plan is None:
                return Outcome(refusal or not_found(id_))
            changed = change(found.plan, at.astimezone(found.plan.zone).date())
            if isinstance(changed, Refusal):
                return Outcome(changed)
            await tx.guarded(
                writes.REPLACE, id=id_, at=at, seen=plan_text(found.plan), plan=plan_text(changed)
            )
            return Outcome(Done(id_), (Audit(actor, name, detail=id_),))

        return await self._runner.run(name, actor, key, body, work)

    async def _unfit(self, tx: Tx, draft: Draft) -> Refusal | None:
        units = [*draft.treated_units, *draft.comparison_units]
        found = await tx.guarded(
            writes.FIT,
            units=units,
            networks=list(draft.mini_networks),
            types=list(draft.issue_types),
        )
        for asked, name in (
            (units, "units"),
            (draft.mini_networks, "networks"),
            (draft.issue_types, "types"),
        ):
            for one in asked:
                if one not in found[name]:
                    return not_found(one)
        return None


def too_much(draft: Draft) -> Refusal | None:
    """Doubled or too many units, a unit on both sides."""
    units = [*draft.treated_units, *draft.comparison_units]
    if len(units) > MOST_UNITS:
        return invalid("input.comparisonUnitIds", len(units), "experiment_units")
    both = set(draft.treated_units) & set(draft.comparison_units)
    if both:
        return invalid("input.comparisonUnitIds", min(both), "experiment_both_sides")
    if len(set(units)) < len(units):
        return invalid("input.treatedUnitIds", len(units), "experiment_units")
    return None


def bad_text(field: str, text: str) -> Refusal | None:
    """A reason must be there, at most 500 characters."""
    if not text.strip() or len(text) > MAX_TEXT:
        return invalid(field, len(text), "bad_reason")
    return None


def verdict_by_rule(experiment: Experiment) -> VerdictKind | None:
    """Of the latest look; without any look a pilot that ended could never tell."""
    if experiment.looks:
        return VerdictKind(experiment.looks[-1].report["verdict"]["kind"])
    return VerdictKind.COULD_NEVER_TELL if experiment.ended else None


def wrong_state(experiment: Experiment, words: str, at: datetime) -> Refusal:
    """What the pilot is at that moment, and why this can't be done."""
    return wrong_state_on(experiment, words, at.astimezone(HOME).date())


def wrong_state_on(experiment: Experiment, words: str, day: date, seen: str = "") -> Refusal:
    """What the pilot is on that day, and why this can't be done."""
    return Refusal(
        RefusalKind.WRONG_STATE,
        words,
        seen=seen,
        state=experiment.state_on(day),
        experiment_id=experiment.id,
    )


def drafts_only(experiment: Experiment, at: datetime) -> Refusal | None:
    return None if experiment.plan is None else wrong_state(experiment, "experiment_locked", at)


def not_running(experiment: Experiment, at: datetime) -> Refusal | None:
    """Refused for drafts and for what has ended."""
    if experiment.plan is None:
        return wrong_state(experiment, "experiment_is_draft", at)
    return wrong_state(experiment, "experiment_ended", at) if experiment.ended else None
