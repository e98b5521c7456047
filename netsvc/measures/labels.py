"""Names of groups in three languages, and the trees along which small ones are merged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from netsvc.directory.model import LocalText
from netsvc.measures.facts import Facts
from netsvc.measures.registry import Dimension
from netsvc.measures.small_groups import OTHER, Group

UNKNOWN_LABEL = LocalText("Ei tiedossa", "Okänd", "Unknown")
TOTAL_LABEL = LocalText("Koko organisaatio", "Hela organisationen", "The whole organisation")
_OTHER_UNITS = LocalText("Muut pienet yksiköt", "Övriga små enheter", "Other small units")
_OTHER_FIELDS = LocalText("Muut kentät", "Övriga fält", "Other fields")
_OTHER_TYPES = LocalText(
    "Muut harvinaiset asiatyypit", "Övriga ovanliga ärendetyper", "Other rare issue types"
)
_OTHER_FLOWS = LocalText("Muut pienet virrat", "Övriga små flöden", "Other small flows")
_PAIR = "→"
_SILO_PAIR = "⇒"


@dataclass(frozen=True)
class Place:
    """A unit, or small units together: one end of a flow, or where the hours are."""

    key: str
    label: LocalText


def of_hours(hours: Sequence[int]) -> LocalText:
    """From the first hour until the last one is over."""
    first, end = hours[0], hours[-1] + 1
    return LocalText(f"klo {first}–{end}", f"kl. {first}–{end}", f"{first}:00–{end}:00")


def pair(source: str, target: str) -> str:
    """The key of an ordered pair of units."""
    return f"{source}{_PAIR}{target}"


class Labels:
    """Looks names up in one snapshot."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._unit_parents = _without_cycles(facts.unit_parents)
        self._type_parents = _without_cycles(facts.issue_type_parents)
        self._ends: dict[str, tuple[str, str]] = {}

    def canonical(self, key: str, by: Dimension) -> str:
        """The key at the level of the dimension, from the finest one that a fact has."""
        if by is Dimension.SILO:
            return self.silo(key)
        if by in (Dimension.FLOW, Dimension.SILO_FLOW):
            source, _, target = key.partition(_PAIR)
            if by is Dimension.SILO_FLOW:
                key = f"{self.silo(source)}{_SILO_PAIR}{self.silo(target)}"
                source, target = self.silo(source), self.silo(target)
            self._ends[key] = (source, target)
        return key

    def silo(self, unit: str) -> str:
        """The top-level unit above."""
        while (parent := self._unit_parents.get(unit)) is not None:
            unit = parent
        return unit

    def parents(self, by: Dimension, keys: Iterable[str]) -> Mapping[str, str | None]:
        """Where a key that is too small goes."""
        if by is Dimension.UNIT:
            return self._unit_parents
        if by is Dimension.ISSUE_TYPE:
            return self._type_parents
        if by is not Dimension.FLOW:
            return {}
        found: dict[str, str | None] = {}
        for key in keys:
            source, target = self._ends[key]
            above = f"{self.silo(source)}{_SILO_PAIR}{self.silo(target)}"
            self._ends[above] = (self.silo(source), self.silo(target))
            found[key] = above
        return found

    def of(self, group: Group, by: Dimension) -> LocalText:
        """What a row is called."""
        if by is Dimension.TOTAL:
            return TOTAL_LABEL
        if by in (Dimension.WEEK, Dimension.FIELD):
            return _weeks(group) if by is Dimension.WEEK else self._of_field(group)
        if by in (Dimension.FLOW, Dimension.SILO_FLOW):
            source, target = self.ends(group, by)
            if group.key == OTHER or source is None or target is None:
                return _OTHER_FLOWS
            return joined(source.label, " → ", target.label)
        return self._of_one(group, is_type=by is Dimension.ISSUE_TYPE)

    def _of_field(self, group: Group) -> LocalText:
        if group.key == OTHER:
            return _OTHER_FIELDS
        plain = LocalText(group.key, group.key, group.key)
        return self._facts.field_names.get(group.key, plain)

    def _of_one(self, group: Group, *, is_type: bool) -> LocalText:
        if group.key == OTHER:
            return _OTHER_TYPES if is_type else _OTHER_UNITS
        names = self._facts.issue_type_names if is_type else self._facts.unit_names
        name = names.get(group.key, UNKNOWN_LABEL)
        if not group.merged:
            return name
        return _with_narrower(name) if is_type else _with_small(name)

    def ends(self, group: Group, by: Dimension) -> tuple[Place | None, Place | None]:
        """Source and target of a flow; of the rest, "other small units" twice."""
        if by not in (Dimension.FLOW, Dimension.SILO_FLOW):
            return None, None
        if group.key == OTHER:
            rest = Place(OTHER, _OTHER_UNITS)
            return rest, rest
        names = self._facts.unit_names
        source, target = (
            Place(
                key,
                _with_small(names.get(key, UNKNOWN_LABEL))
                if group.merged
                else names.get(key, UNKNOWN_LABEL),
            )
            for key in self._ends[group.key]
        )
        return source, target


def _with_small(name: LocalText) -> LocalText:
    return LocalText(
        f"{name.fi}: pienet yksiköt yhdessä",
        f"{name.sv}: små enheter tillsammans",
        f"{name.en}: small units together",
    )


def _with_narrower(name: LocalText) -> LocalText:
    return LocalText(
        f"{name.fi}: harvinaiset asiatyypit yhdessä",
        f"{name.sv}: ovanliga ärendetyper tillsammans",
        f"{name.en}: rare issue types together",
    )


def joined(first: LocalText, between: str, second: LocalText) -> LocalText:
    return LocalText(
        f"{first.fi}{between}{second.fi}",
        f"{first.sv}{between}{second.sv}",
        f"{first.en}{between}{second.en}",
    )


def _weeks(group: Group) -> LocalText:
    weeks = sorted(map(int, group.members))
    first, last = (_iso(week) for week in (weeks[0], weeks[-1]))
    span = first if first == last else f"{first}–{last}"
    return LocalText(span, span, span)


def _iso(week: int) -> str:
    year, number, _ = date.fromordinal(date(1970, 1, 1).toordinal() + week * 7).isocalendar()
    return f"{year}-W{number:02}"


def _without_cycles(parents: Mapping[str, str | None]) -> dict[str, str | None]:
    """A unit above itself, however long the way round, becomes a top-level one."""
    sound: dict[str, str | None] = {}
    for key in parents:
        seen = {key}
        step = parents[key]
        while step is not None and step not in seen:
            seen.add(step)
            step = parents.get(step)
        sound[key] = None if step == key else parents[key]
    return sound
