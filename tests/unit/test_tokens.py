"""Tokens: a good one is read exactly; every forged one is refused."""

from __future__ import annotations

import base64
import json
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from netsvc.errors import BadInputError, ConfigurationError, NotSignedInError
from netsvc.identity.roles import Caller, Role
from netsvc.identity.tokens import KEY_FILE, MAX_LIFETIME, Tokens, stored_key
from netsvc.settings import Settings, load

NOW = 1_700_000_000
KEY = "k" * 40


def settings(folder: Path, **more: Any) -> Settings:
    return load({}, data_dir=folder, **more)


@pytest.fixture
def tokens(tmp_path: Path) -> Tokens:
    return Tokens(settings(tmp_path, token_key=KEY), clock=lambda: NOW)


def test_a_token_says_who_and_which_roles(tokens: Tokens) -> None:
    token = tokens.issue("e1", [Role.AGENT, Role.EXPERT, Role.AGENT], 60)
    assert tokens.verify(token) == Caller("e1", frozenset({Role.AGENT, Role.EXPERT}))
    assert tokens.inspect(token).expires_at == NOW + 60
    assert tokens.inspect(token).demo is False


@pytest.mark.parametrize("lifetime", [0, -1, MAX_LIFETIME + 1])
def test_a_lifetime_has_bounds(tokens: Tokens, lifetime: int) -> None:
    with pytest.raises(BadInputError):
        tokens.issue("e1", [Role.AGENT], lifetime)


def test_a_token_needs_an_expert_and_a_role(tokens: Tokens) -> None:
    with pytest.raises(BadInputError):
        tokens.issue("", [Role.AGENT])
    with pytest.raises(BadInputError):
        tokens.issue("e1", [])


def test_the_key_is_made_once_and_is_its_owners(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with ThreadPoolExecutor(16) as pool:
        keys = set(pool.map(lambda _: stored_key(folder / KEY_FILE), range(64)))
    assert len(keys) == 1
    assert stat.S_IMODE((folder / KEY_FILE).stat().st_mode) == 0o600
    assert [path.name for path in folder.iterdir()] == [KEY_FILE]
    first, second = Tokens(settings(folder)), Tokens(settings(folder))
    assert second.verify(first.issue("e1", [Role.AGENT])).expert_id == "e1"


def test_a_damaged_key_is_said(tmp_path: Path) -> None:
    (tmp_path / KEY_FILE).write_text("short")
    with pytest.raises(ConfigurationError, match="damaged"):
        Tokens(settings(tmp_path))


def test_a_key_that_can_not_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigurationError, match="can't be read or made"):
        Tokens(settings(tmp_path / "file"))


def test_a_demo_sign_in_is_worth_nothing_beside_an_external_database(tmp_path: Path) -> None:
    demo = Tokens(settings(tmp_path)).issue("e1", [Role.ADMINISTRATOR], demo=True)
    assert Tokens(settings(tmp_path)).inspect(demo).demo is True
    for other in (
        settings(tmp_path, neo4j_uri="bolt://db:7687", neo4j_password="x", demo_sign_in=True),
        settings(tmp_path, env="production"),
        settings(tmp_path, demo_sign_in=False),
    ):
        with pytest.raises(NotSignedInError):
            Tokens(other).verify(demo)


def _part(value: Any) -> str:
    text = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(text).rstrip(b"=").decode()


GOOD: dict[str, Any] = {
    "iss": "netsvc",
    "aud": "netsvc",
    "sub": "e1",
    "roles": ["AGENT"],
    "iat": NOW,
    "nbf": NOW,
    "exp": NOW + 60,
    "jti": "1",
}


def _without(name: str) -> dict[str, Any]:
    return {key: value for key, value in GOOD.items() if key != name}


CLAIMS: dict[str, Any] = {
    **{f"no {name}": _without(name) for name in GOOD},
    "another issuer": {**GOOD, "iss": "other"},
    "another audience": {**GOOD, "aud": "other"},
    "an audience more": {**GOOD, "aud": ["netsvc", "other"]},
    "expired": {**GOOD, "iat": NOW - 100, "nbf": NOW - 100, "exp": NOW - 40},
    "not yet": {**GOOD, "nbf": NOW + 600},
    "from the future": {**GOOD, "iat": NOW + 600, "exp": NOW + 700},
    "lives too long": {**GOOD, "exp": NOW + MAX_LIFETIME + 1},
    "ends before it starts": {**GOOD, "iat": NOW + 3, "exp": NOW + 2},
    "expiry as a text": {**GOOD, "exp": str(NOW + 60)},
    "expiry true": {**GOOD, "exp": True},
    "endless": {**GOOD, "exp": 1e308},
    "no number": {**GOOD, "exp": float("nan")},
    "subject empty": {**GOOD, "sub": ""},
    "subject a number": {**GOOD, "sub": 5},
    "role unknown": {**GOOD, "roles": ["AGENT", "KING"]},
    "roles empty": {**GOOD, "roles": []},
    "roles a text": {**GOOD, "roles": "AGENT"},
    "roles nested": {**GOOD, "roles": [["AGENT"]]},
    "demo a text": {**GOOD, "demo": "yes"},
}


def _sign(tokens: Tokens, claims: dict[str, Any], **header: Any) -> str:
    return jwt.encode(
        {"alg": "HS256", "kid": tokens._kid, **header}, dict(claims), tokens._key, ["HS256"]
    )


def test_the_pattern_of_the_forged_ones_is_good_when_nothing_is_wrong(tokens: Tokens) -> None:
    assert tokens.verify(_sign(tokens, GOOD)) == Caller("e1", frozenset({Role.AGENT}))


@pytest.mark.parametrize("name", CLAIMS)
def test_claims_that_do_not_hold_are_refused(tokens: Tokens, name: str) -> None:
    with pytest.raises(NotSignedInError):
        tokens.verify(_sign(tokens, CLAIMS[name]))


def _forged(tokens: Tokens) -> dict[str, str]:
    good = _sign(tokens, GOOD)
    head, body, signature = good.split(".")
    kid = tokens._kid
    rsa = RSAKey.generate_key(2048)
    guessed = OctKey.import_key(KEY, {"kid": kid})
    empty = {"alg": "none", "kid": kid, "typ": "JWT"}
    stranger = OctKey.generate_key(256)
    unpinned = OctKey.import_key(tokens._key.raw_value)
    critical = {"alg": "HS256", "kid": kid, "typ": "JWT", "crit": ["x"]}
    hs256 = {"alg": "HS256", "kid": kid}
    return {
        "alg none": f"{_part(empty)}.{body}.",
        "alg None": f"{_part({**empty, 'alg': 'None'})}.{body}.",
        "alg none with a signature": f"{_part(empty)}.{body}.{signature}",
        "no algorithm": f"{_part({'kid': kid, 'typ': 'JWT'})}.{body}.{signature}",
        "another algorithm": jwt.encode(
            {"alg": "HS512", "kid": kid}, dict(GOOD), unpinned, ["HS512"]
        ),
        "a public key's algorithm": jwt.encode(
            {"alg": "RS256", "kid": kid}, dict(GOOD), rsa, ["RS256"]
        ),
        "a stranger's key": jwt.encode({"alg": "HS256", "kid": kid}, dict(GOOD), stranger),
        "the setting used as the key": jwt.encode(hs256, dict(GOOD), guessed),
        "another kid": _sign(tokens, GOOD, kid="other"),
        "no kid": jwt.encode({"alg": "HS256"}, dict(GOOD), tokens._key, ["HS256"]),
        "another type": _sign(tokens, GOOD, typ="at+jwt"),
        "a key in the header": _sign(
            tokens, GOOD, jwk={"kty": "oct", "k": _part(b"x" * 32)}
        ),
        "a critical extension": f"{_part(critical)}.{body}.{signature}",
        "changed claims": f"{head}.{_part({**GOOD, 'roles': ['ADMINISTRATOR']})}.{signature}",
        "claims a list": f"{head}.{_part([1])}.{signature}",
        "signature cut": f"{head}.{body}.{signature[:-4]}",
        "no signature": f"{head}.{body}.",
        "two parts": f"{head}.{body}",
        "five parts": f"{good}.a.b",
        "cut": good[: len(good) // 2],
        "empty": "",
        "dots": "..",
        "not base64": "%%%.%%%.%%%",
        "not ascii": good[:-1] + "ä",
        "null byte": good + "\0",
        "huge": _sign(tokens, {**GOOD, "x": "x" * 100_000}),
        "deep": f"{_part(b'[' * 100_000)}.{body}.{signature}",
        "header a number": f"{_part(5)}.{body}.{signature}",
        "with a space": f" {good}",
    }  # fmt: skip


def test_every_forged_token_is_refused(tokens: Tokens) -> None:
    taken = []
    for name, token in _forged(tokens).items():
        try:
            tokens.verify(token)
        except NotSignedInError:
            continue
        taken.append(name)
    assert taken == []
