"""The command line: every command explains itself with an example and imports only its own."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
import typer

from netsvc.cli.main import COMMANDS, build


def _leaves(command: Any, path: tuple[str, ...]) -> list[tuple[tuple[str, ...], str]]:
    if hasattr(command, "commands"):
        return [
            leaf for name, sub in command.commands.items() for leaf in _leaves(sub, (*path, name))
        ]
    return [(path, command.help or "")]


def test_every_command_has_help_with_an_example() -> None:
    leaves = _leaves(typer.main.get_command(build([])), ())
    assert {path[0] for path, _ in leaves} == set(COMMANDS)
    lacking = [" ".join(path) for path, text in leaves if "Example" not in text]
    assert lacking == []


@pytest.mark.parametrize("name", ["config", "token", "db"])
def test_a_quick_command_does_not_import_the_server(name: str) -> None:
    code = (
        "import sys; from netsvc.cli.main import build; build([sys.argv[1]]);"
        "print(sorted({'sklearn', 'graphene', 'strawberry', 'uvicorn'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, name], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_an_unknown_command_exits_with_2_and_says_so() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "netsvc", "srve"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "No such command 'srve'" in done.stderr
