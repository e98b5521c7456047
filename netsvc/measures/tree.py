"""The tree of units or issue types, made sound."""

from __future__ import annotations

from collections.abc import Mapping


def without_cycles(parents: Mapping[str, str | None]) -> dict[str, str | None]:
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


def top_of(key: str, sound: Mapping[str, str | None]) -> str:
    """The top-level unit above, in a tree without cycles."""
    while (parent := sound.get(key)) is not None:
        key = parent
    return key


def tops(parents: Mapping[str, str | None]) -> dict[str, str]:
    """The top-level unit above each unit."""
    sound = without_cycles(parents)
    return {key: top_of(key, sound) for key in sound}
