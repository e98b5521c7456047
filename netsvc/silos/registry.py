"""All network measures, found in ``netsvc.silos.measures``: one file is one measure."""

from __future__ import annotations

import difflib
import importlib
import pkgutil
from collections.abc import Iterable, Iterator

from netsvc.errors import BadInputError, ConfigurationError
from netsvc.silos.contract import Measure, Needs, Options, Result, Source


class Registry:
    """The measures by id; raises ``ConfigurationError`` where an id stands twice."""

    def __init__(self, measures: Iterable[Measure]) -> None:
        self._measures: dict[str, Measure] = {}
        for measure in sorted(measures, key=lambda one: one.id):
            if _plain(measure.id) in self._measures:
                raise ConfigurationError(
                    f"Two network measures are called {measure.id!r}.",
                    action="Give one of them another id.",
                )
            self._measures[_plain(measure.id)] = measure

    def __iter__(self) -> Iterator[Measure]:
        return iter(self._measures.values())

    def __len__(self) -> int:
        return len(self._measures)

    def get(self, measure_id: str) -> Measure:
        """The measure, whatever the case, dashes and underscores of the id.

        Raises ``BadInputError`` for an unknown one, naming the nearest.
        """
        found = self._measures.get(_plain(measure_id))
        if found is None:
            near = difflib.get_close_matches(_plain(measure_id), self._measures, n=1, cutoff=0.5)
            hint = f"Did you mean {self._measures[near[0]].id!r}? " if near else ""
            raise BadInputError(
                f"There is no measure {measure_id!r}.",
                action=f"{hint}`netsvc insights list` names all {len(self)}.",
            )
        return found

    def compute(self, measure_id: str, source: Source, options: Options) -> Result:
        """The answer of one measure; ``BadInputError`` where the source lacks what it needs."""
        measure = self.get(measure_id)
        if measure.needs is Needs.LEGS and source.legs is None:
            raise BadInputError(
                f"The measure {measure.id!r} follows cases from unit to unit, and the ties do "
                "not say which case they belong to.",
                action="Add the columns case and at (an ISO time) to the ties.",
            )
        return measure.compute(source, options)


def discover() -> Registry:
    """Every module in ``netsvc.silos.measures`` has one ``MEASURE``."""
    package = importlib.import_module("netsvc.silos.measures")
    return Registry(
        importlib.import_module(f"{package.__name__}.{found.name}").MEASURE
        for found in pkgutil.iter_modules(package.__path__)
    )


def _plain(measure_id: str) -> str:
    return measure_id.replace("-", "").replace("_", "").casefold()
