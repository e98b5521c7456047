"""Settings: what is in force, where it came from, and a clear word for what can't be."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from netsvc import settings as settings_module
from netsvc.errors import ConfigurationError
from netsvc.settings import Environment, load

KEY = "k" * 32


def _netsvc(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith("NETSVC_")}
    return subprocess.run(
        [sys.executable, "-m", "netsvc", *arguments],
        env={**clean, **environ},
        capture_output=True,
        text=True,
        check=False,
    )


def test_defaults_serve_the_embedded_sample() -> None:
    settings = load({})
    assert (settings.env, settings.host, settings.port) == (
        Environment.DEVELOPMENT,
        "127.0.0.1",
        8000,
    )
    assert settings.embedded
    assert settings.demo_allowed


@pytest.mark.parametrize(
    ("environ", "said"),
    [
        (
            {"NETSVC_PROT": "9000"},
            "NETSVC_PROT is not a setting of netsvc. Did you mean NETSVC_PORT?",
        ),
        ({"NETSVC_PORT": "0"}, "NETSVC_PORT: Input should be greater than or equal to 1."),
        ({"NETSVC_PORT": "many"}, "NETSVC_PORT: Input should be a valid integer"),
        ({"NETSVC_NEO4J_URI": "http://db"}, "NETSVC_NEO4J_URI: starts with none of bolt://"),
        ({"NETSVC_TOKEN_KEY": "short"}, "NETSVC_TOKEN_KEY: is shorter than 32 characters."),
        ({"NETSVC_PSEUDONYM_KEY": "short"}, "NETSVC_PSEUDONYM_KEY: is shorter than 32 characters."),
        ({"NETSVC_ENV": "staging"}, "NETSVC_ENV: Input should be 'development' or 'production'."),
        (
            {"NETSVC_ENV": "production", "NETSVC_NEO4J_URI": "bolt://db:7687"},
            "production needs NETSVC_NEO4J_PASSWORD, NETSVC_TOKEN_KEY, NETSVC_PSEUDONYM_KEY.",
        ),
    ],
)
def test_unusable_settings_are_named(environ: dict[str, str], said: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        load(environ)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    "environ",
    [
        {"NETSVC_NEO4J_URI": "bolt://db:7687", "NETSVC_DEMO_SIGN_IN": "true"},
        {"NETSVC_ENV": "production", "NETSVC_DEMO_SIGN_IN": "true"},
        {"NETSVC_DEMO_SIGN_IN": "false"},
    ],
)
def test_demo_sign_in_stays_with_the_embedded_sample(environ: dict[str, str]) -> None:
    secrets = {
        "NETSVC_NEO4J_PASSWORD": "p",
        "NETSVC_TOKEN_KEY": KEY,
        "NETSVC_PSEUDONYM_KEY": KEY,
    }
    assert not load({**secrets, **environ}).demo_allowed


def test_settings_are_frozen() -> None:
    with pytest.raises(ValueError, match="frozen"):
        load({}).port = 1  # the point of the test


def test_config_masks_secrets_and_names_sources(tmp_path: Path) -> None:
    done = _netsvc(
        "config", "--json", NETSVC_TOKEN_KEY=KEY, NETSVC_PORT="9000", NETSVC_DATA_DIR=str(tmp_path)
    )
    rows = {row["name"]: row for row in json.loads(done.stdout)}
    assert (done.returncode, done.stderr) == (0, "")
    assert (rows["NETSVC_TOKEN_KEY"]["value"], rows["NETSVC_TOKEN_KEY"]["source"]) == (
        "********",
        "environment",
    )
    assert (rows["NETSVC_PORT"]["value"], rows["NETSVC_PORT"]["source"]) == ("9000", "environment")
    assert rows["NETSVC_HOST"]["source"] == "default"
    assert set(rows) == {f"NETSVC_{name.upper()}" for name in settings_module.Settings.model_fields}


def test_nothing_counts_as_not_set_and_any_case_is_one_name(tmp_path: Path) -> None:
    environ = {"NETSVC_NEO4J_PASSWORD": "", "netsvc_port": "9000", "NETSVC_DATA_DIR": ""}
    done = _netsvc("config", "--json", XDG_DATA_HOME=str(tmp_path), **environ)
    rows = {row["name"]: row for row in json.loads(done.stdout)}
    assert (done.returncode, done.stderr) == (0, "")
    assert (rows["NETSVC_PORT"]["value"], rows["NETSVC_PORT"]["source"]) == ("9000", "environment")
    assert rows["NETSVC_DATA_DIR"]["source"] == "default"
    assert Path(rows["NETSVC_DATA_DIR"]["value"]).is_absolute()
    production = {**environ, "NETSVC_ENV": "production", "NETSVC_NEO4J_URI": "bolt://db:7687"}
    refused = _netsvc("config", **production)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "production needs NETSVC_NEO4J_PASSWORD" in refused.stderr


def test_unknown_setting_ends_the_command_with_one_sentence() -> None:
    done = _netsvc("config", NETSVC_PROT="9000")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "netsvc: NETSVC_PROT is not a setting of netsvc. Did you mean NETSVC_PORT?\n"
    )
