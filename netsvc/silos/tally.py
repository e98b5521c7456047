"""Sorted integer keys with a count each: what a snapshot is made of, because they add up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from netsvc.errors import BadInputError
from netsvc.silos.network import IntArray


@dataclass(frozen=True, slots=True)
class Layout:
    """How named parts are packed into one int64 key: ``parts`` are (name, bits), first highest."""

    parts: tuple[tuple[str, int], ...]

    def pack(self, *values: IntArray) -> NDArray[np.int64]:
        """One key an entry. Raises ``BadInputError`` for a value that its bits don't hold."""
        key = np.zeros(len(values[0]), dtype=np.int64)
        for (name, bits), value in zip(self.parts, values, strict=True):
            if len(value) and (int(value.min()) < 0 or int(value.max()) >= 1 << bits):
                raise BadInputError(
                    f"{name} runs from {int(value.min())} to {int(value.max())}; a snapshot holds "
                    f"0 to {(1 << bits) - 1}.",
                    action="Split the organisation, or leave out what lies outside.",
                )
            key = (key << bits) | value
        return key

    def part(self, keys: NDArray[np.int64], name: str) -> NDArray[np.int64]:
        """One part of every key."""
        shift = 0
        for one, bits in reversed(self.parts):
            if one == name:
                return (keys >> shift) & ((1 << bits) - 1)
            shift += bits
        raise KeyError(name)


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """``keys`` sorted and unique, ``counts`` of each (int64). Adding is exact in any order."""

    keys: NDArray[np.int64]
    counts: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.keys)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Tally)
            and np.array_equal(self.keys, other.keys)
            and np.array_equal(self.counts, other.counts)
        )

    __hash__ = None  # type: ignore[assignment]  # arrays can't be hashed, and nobody needs it

    @property
    def nbytes(self) -> int:
        return self.keys.nbytes + self.counts.nbytes

    def where(self, chosen: NDArray[np.bool_]) -> Tally:
        return Tally(self.keys[chosen], self.counts[chosen])


def tally(keys: NDArray[np.int64], amounts: NDArray[np.int64] | None = None) -> Tally:
    """Count equal keys, or add their amounts."""
    if not len(keys):
        return nothing()
    if amounts is None:
        found, counts = np.unique(keys, return_counts=True)
        return Tally(found, counts.astype(np.int64))
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
    return Tally(ordered[starts], np.add.reduceat(amounts[order], starts))


def add(parts: Sequence[Tally]) -> Tally:
    """The sum of tallies; two sorted ones are merged in linear time by the stable sort."""
    return tally(
        np.concatenate([part.keys for part in parts]),
        np.concatenate([part.counts for part in parts]),
    )


def nothing() -> Tally:
    return Tally(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64))
