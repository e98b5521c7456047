"""`netsvc token`: a signed token for scripts and for signing in without a demo."""

from __future__ import annotations

from typing import Annotated

import orjson
import typer

from netsvc import settings as settings_module
from netsvc.identity.roles import Role
from netsvc.identity.tokens import Tokens


def token(
    expert: Annotated[str, typer.Option("--expert", help="Id of the person the token is for.")],
    role: Annotated[
        list[Role],
        typer.Option(
            "--role", help="A role; name the option again for more.", case_sensitive=False
        ),
    ],
    hours: Annotated[
        float, typer.Option("--hours", help="How long it is valid; 24 at most.")
    ] = 8.0,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Print a token signed with this service's key.

    Example: netsvc token --expert e001 --role agent --role expert --hours 2
    """
    tokens = Tokens(settings_module.load())
    text = tokens.issue(expert, role, int(hours * 3600))
    if not as_json:
        print(text)
        return
    verified = tokens.inspect(text)
    answer = {
        "token": text,
        "expert": expert,
        "roles": sorted(verified.caller.roles),
        "expiresAt": verified.expires_at,
    }
    print(orjson.dumps(answer, option=orjson.OPT_INDENT_2).decode())
