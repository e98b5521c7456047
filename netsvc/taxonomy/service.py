"""Changing the taxonomy; every change is audited and seen by matching at its next look."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from netsvc.directory.model import LocalText, LocalWords
from netsvc.events.answers import Answer, Audit, Done, Outcome, invalid, not_found
from netsvc.events.commands import CommandRunner
from netsvc.graph.driver import Row, Tx
from netsvc.ids import new_id
from netsvc.taxonomy import repository as cypher
from netsvc.taxonomy.model import LEAST_PARTS, MAX_LIST, MOST_PARTS, NOTHING, TypeFacts, unusable

_LANGUAGES = (("fi", "Fi"), ("sv", "Sv"), ("en", "En"))


class TaxonomyService:
    """Each command answers Done with the id of the issue type to show."""

    def __init__(self, runner: CommandRunner, *, scrub: Callable[[str], str]) -> None:
        self._runner = runner
        self._scrub = scrub

    async def save(
        self, actor: str, key: str, issue_type_id: str | None, facts: TypeFacts
    ) -> Answer:
        """Add an issue type (None) or give all of its texts again."""
        facts = self._clean(facts)
        wrong = unusable(facts)
        if wrong is not None:
            return invalid(*wrong)

        async def work(tx: Tx, _at: datetime) -> Outcome:
            id_ = issue_type_id or new_id()
            row = await self._locked(tx, id_, facts)
            if issue_type_id is not None and row["id"] is None:
                return Outcome(not_found(issue_type_id))
            if facts.broader_id is not None and (row["broader"] is None or row["broaderRetired"]):
                return Outcome(not_found(facts.broader_id))
            if row["circle"]:
                return Outcome(invalid("broaderId", facts.broader_id, "type_circle"))
            if row["named"]:
                return Outcome(invalid("name", facts.name.fi, "type_same_name"))
            await tx.guarded(
                cypher.SAVE, id=id_, texts=_texts(facts), broader=facts.broader_id or ""
            )
            audit = Audit(
                actor,
                "saveIssueType",
                from_state=row["name"] or "",
                to_state=facts.name.fi,
                detail=id_,
            )
            return Outcome(Done(id_), (audit,))

        body = {"id": issue_type_id, "facts": asdict(facts)}
        return await self._runner.run("saveIssueType", actor, key, body, work)

    async def retire(self, actor: str, key: str, issue_type_id: str, *, retired: bool) -> Answer:
        """Out of use (its cases and counts stay), or in use again."""

        async def work(tx: Tx, at: datetime) -> Outcome:
            row = await self._locked(tx, issue_type_id, TypeFacts(NOTHING))
            if row["id"] is None:
                return Outcome(not_found(issue_type_id))
            if retired and row["narrower"]:
                return Outcome(invalid("id", row["narrower"], "type_has_narrower"))
            await tx.guarded(cypher.RETIRE, id=issue_type_id, retired=retired, at=at)
            audit = Audit(
                actor,
                "retireIssueType",
                from_state="RETIRED" if row["retired"] else "IN_USE",
                to_state="RETIRED" if retired else "IN_USE",
                detail=issue_type_id,
            )
            return Outcome(Done(issue_type_id), (audit,))

        body = {"id": issue_type_id, "retired": retired}
        return await self._runner.run("retireIssueType", actor, key, body, work)

    async def merge(self, actor: str, key: str, from_id: str, into_id: str) -> Answer:
        """One type's cases, counts, words and people go to another; it is retired."""
        if from_id == into_id:
            return invalid("intoId", into_id, "type_same")

        async def work(tx: Tx, at: datetime) -> Outcome:
            await self._locked(tx, from_id, TypeFacts(NOTHING))
            rows = await tx.run(cypher.MERGE_TEXTS, **{"from": from_id, "into": into_id})
            found = {row["type"]["id"]: row["type"] for row in rows}
            for id_ in (from_id, into_id):
                if id_ not in found or found[id_]["retired"]:
                    return Outcome(not_found(id_))
            texts = _joined(found[from_id], found[into_id])
            await tx.guarded(
                cypher.MERGE, **{"from": from_id, "into": into_id, "texts": texts, "at": at}
            )
            audit = Audit(actor, "mergeIssueTypes", from_state=from_id, to_state=into_id)
            return Outcome(Done(into_id), (audit,))

        body = {"from": from_id, "into": into_id}
        return await self._runner.run("mergeIssueTypes", actor, key, body, work)

    async def split(
        self, actor: str, key: str, issue_type_id: str, parts: Sequence[TypeFacts]
    ) -> Answer:
        """Narrower types below it; what happened stays with the whole, which becomes an area."""
        clean = [self._clean(part) for part in parts]
        if not LEAST_PARTS <= len(clean) <= MOST_PARTS:
            return invalid("parts", len(clean), "type_parts")
        for part in clean:
            wrong = unusable(part)
            if wrong is not None:
                return invalid(*wrong)
        names = {part.name.fi.casefold() for part in clean}
        if len(names) < len(clean):
            return invalid("parts", clean[0].name.fi, "type_same_name")

        async def work(tx: Tx, _at: datetime) -> Outcome:
            for part in clean:
                row = await self._locked(tx, issue_type_id, replace(part, broader_id=None))
                if row["id"] is None or row["retired"]:
                    return Outcome(not_found(issue_type_id))
                if row["named"]:
                    return Outcome(invalid("parts", part.name.fi, "type_same_name"))
            rows = [{"id": new_id(), "texts": _texts(part)} for part in clean]
            await tx.guarded(cypher.SPLIT, id=issue_type_id, parts=rows)
            detail = " ".join(str(row["id"]) for row in rows)
            audit = Audit(actor, "splitIssueType", from_state=issue_type_id, detail=detail)
            return Outcome(Done(issue_type_id), (audit,))

        body = {"id": issue_type_id, "parts": [asdict(part) for part in clean]}
        return await self._runner.run("splitIssueType", actor, key, body, work)

    async def _locked(self, tx: Tx, id_: str, facts: TypeFacts) -> Row:
        return await tx.guarded(
            cypher.LOCK,
            id=id_,
            broader=facts.broader_id or "",
            fi=facts.name.fi,
            sv=facts.name.sv,
            en=facts.name.en,
        )

    def _clean(self, facts: TypeFacts) -> TypeFacts:
        """Without blanks around, doubles, and numbers of persons in examples."""

        def text(given: LocalText) -> LocalText:
            return LocalText(given.fi.strip(), given.sv.strip(), given.en.strip())

        def words(given: LocalWords) -> LocalWords:
            def one(texts: tuple[str, ...]) -> tuple[str, ...]:
                kept = (self._scrub(text.strip()) for text in texts)
                return tuple(dict.fromkeys(text for text in kept if text))

            return LocalWords(one(given.fi), one(given.sv), one(given.en))

        return replace(
            facts,
            name=text(facts.name),
            description=text(facts.description),
            synonyms=words(facts.synonyms),
            examples=words(facts.examples),
        )


def _texts(facts: TypeFacts) -> dict[str, Any]:
    texts: dict[str, Any] = {}
    for code, suffix in _LANGUAGES:
        texts[f"name{suffix}"] = getattr(facts.name, code)
        texts[f"description{suffix}"] = getattr(facts.description, code)
        texts[f"synonyms{suffix}"] = list(getattr(facts.synonyms, code))
        texts[f"examples{suffix}"] = list(getattr(facts.examples, code))
    return texts


def _joined(gone: Row, kept: Row) -> dict[str, list[str]]:
    """The kept type's word lists with the other's name, synonyms and examples behind them."""
    texts: dict[str, list[str]] = {}
    for _code, suffix in _LANGUAGES:
        own_name = (kept[f"name{suffix}"] or "").casefold()
        words = [
            *(kept[f"synonyms{suffix}"] or ()),
            gone[f"name{suffix}"] or "",
            *(gone[f"synonyms{suffix}"] or ()),
        ]
        texts[f"synonyms{suffix}"] = [
            word for word in dict.fromkeys(words) if word and word.casefold() != own_name
        ][:MAX_LIST]
        examples = [*(kept[f"examples{suffix}"] or ()), *(gone[f"examples{suffix}"] or ())]
        texts[f"examples{suffix}"] = list(dict.fromkeys(examples))[:MAX_LIST]
    return texts
