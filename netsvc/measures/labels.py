"""Names of groups in three languages, and the trees along which small ones are merged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce

from netsvc.directory.model import LocalText
from netsvc.measures.facts import Facts
from netsvc.measures.registry import PAIRED, Dimension
from netsvc.measures.small_groups import OTHER, Group
from netsvc.measures.tree import top_of, without_cycles

UNKNOWN_LABEL = LocalText("Ei tiedossa", "Okänd", "Unknown")
TOTAL_LABEL = LocalText("Koko organisaatio", "Hela organisationen", "The whole organisation")
_OTHER_UNITS = LocalText("Muut pienet yksiköt", "Övriga små enheter", "Other small units")
_OTHER_FIELDS = LocalText("Muut kentät", "Övriga fält", "Other fields")
_OTHER_TYPES = LocalText(
    "Muut harvinaiset asiatyypit", "Övriga ovanliga ärendetyper", "Other rare issue types"
)
_OTHER_FLOWS = LocalText("Muut pienet virrat", "Övriga små flöden", "Other small flows")
_OTHER_PAIRS = LocalText("Muut pienet yksiköt", "Övriga små enheter", "Other small units")
_OTHER_LOOPS = LocalText("Muut silmukat", "Övriga rundor", "Other loops")
_OTHER_WAYS = LocalText("Muut reitit", "Övriga vägar", "Other ways")
_PAIR = "→"
_SILO_PAIR = "⇒"


@dataclass(frozen=True)
class Place:
    """A unit, or small units together: one end of a flow, or where the hours are.

    ``silo`` is the top-level unit above it, where there is one; ``single``: it is one unit.
    """

    key: str
    label: LocalText
    silo: str | None = None
    single: bool = False


def of_hours(hours: Sequence[int]) -> LocalText:
    """From the first hour until the last one is over."""
    first, end = hours[0], hours[-1] + 1
    return LocalText(f"klo {first}–{end}", f"kl. {first}–{end}", f"{first}:00–{end}:00")


def way(units: Sequence[str]) -> str:
    """The key of a way: its units in order; of a loop each once."""
    return _PAIR.join(units)


def pair(source: str, target: str) -> str:
    """The key of an ordered pair of units."""
    return f"{source}{_PAIR}{target}"


def silo_pair(source: str, target: str) -> str:
    """The key of an ordered pair of top-level units."""
    return f"{source}{_SILO_PAIR}{target}"


class Labels:
    """Looks names up in one snapshot."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._unit_parents = without_cycles(facts.unit_parents)
        self._type_parents = without_cycles(facts.issue_type_parents)
        self._silos: dict[str, str] = {}

    def canonical(self, key: str, by: Dimension) -> str:
        """The key at the level of the dimension, from the finest one that a fact has."""
        if by is Dimension.SILO:
            return self.silo(key)
        if by is Dimension.SILO_FLOW:
            source, target = both(key)
            return silo_pair(self.silo(source), self.silo(target))
        return key

    def silo(self, unit: str) -> str:
        """The top-level unit above."""
        found = self._silos.get(unit)
        if found is None:
            found = self._silos[unit] = top_of(unit, self._unit_parents)
        return found

    def parents(self, by: Dimension, keys: Iterable[str]) -> Mapping[str, str | None]:
        """Where a key that is too small goes."""
        if by is Dimension.UNIT:
            return self._unit_parents
        if by is Dimension.ISSUE_TYPE:
            return self._type_parents
        if by not in (Dimension.FLOW, Dimension.PAIR):
            return {}
        found: dict[str, str | None] = {}
        above: dict[tuple[str, str], str] = {}
        for key in keys:
            source, target = both(key)
            tops = (self.silo(source), self.silo(target))
            if by is Dimension.PAIR:
                tops = (min(tops), max(tops))
            if tops not in above:
                above[tops] = silo_pair(*tops)
            found[key] = above[tops]
        return found

    def of(self, group: Group, by: Dimension) -> LocalText:
        """What a row is called."""
        special: Mapping[Dimension, Callable[[Group], LocalText]] = {
            Dimension.TOTAL: lambda _group: TOTAL_LABEL,
            Dimension.WEEK: _weeks,
            Dimension.MONTH: _months,
            Dimension.FIELD: self._of_field,
            Dimension.LOOP: self._of_loop,
            Dimension.WAY: self._of_way,
        }
        if by in special:
            return special[by](group)
        if by in PAIRED:
            source, target = self.ends(group, by)
            if group.key == OTHER or source is None or target is None:
                return _OTHER_PAIRS if by is Dimension.PAIR else _OTHER_FLOWS
            return joined(source.label, " – " if by is Dimension.PAIR else " → ", target.label)
        return self._of_one(group, is_type=by is Dimension.ISSUE_TYPE)

    def _of_loop(self, group: Group) -> LocalText:
        if group.key == OTHER:
            return _OTHER_LOOPS
        names = self._on_the_way(group)
        return reduce(lambda so_far, name: joined(so_far, " → ", name), [*names, names[0]])

    def _of_way(self, group: Group) -> LocalText:
        if group.key == OTHER:
            return _OTHER_WAYS
        return reduce(lambda so_far, name: joined(so_far, " → ", name), self._on_the_way(group))

    def _on_the_way(self, group: Group) -> list[LocalText]:
        return [self._facts.unit_names.get(key, UNKNOWN_LABEL) for key in group.key.split(_PAIR)]

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
        if by not in PAIRED:
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
                self.silo(key),
                not group.merged,
            )
            for key in both(group.key)
        )
        return source, target


def both(key: str) -> tuple[str, str]:
    """The two ends of a pair, of units or of silos."""
    source, _, target = key.partition(_SILO_PAIR if _SILO_PAIR in key else _PAIR)
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


def _months(group: Group) -> LocalText:
    return of_months(sorted(map(int, group.members)))


def of_months(months: Sequence[int]) -> LocalText:
    """From the first month to the last, as 2026-01–2026-03."""
    first, last = (f"{month // 12}-{month % 12 + 1:02}" for month in (months[0], months[-1]))
    span = first if first == last else f"{first}–{last}"
    return LocalText(span, span, span)


def _iso(week: int) -> str:
    year, number, _ = date.fromordinal(date(1970, 1, 1).toordinal() + week * 7).isocalendar()
    return f"{year}-W{number:02}"
