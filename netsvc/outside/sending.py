"""Sends webhooks: signed by Standard Webhooks, to an address that was looked at just before."""

from __future__ import annotations

import asyncio
import ssl
from datetime import datetime

import httpx
from standardwebhooks.webhooks import Webhook as Signer

from netsvc.errors import BadInputError, ConfigurationError
from netsvc.outside.addresses import resolve
from netsvc.outside.deliveries import Leased
from netsvc.outside.dispatcher import Sent
from netsvc.outside.secrets import Secrets
from netsvc.outside.webhooks import WebhookRepository

SECONDS = 10.0
GONE = 410


def parse_url(url: str, *, allow_private: bool) -> httpx.URL:
    """Raises ``BadInputError`` for what is no https address without a password in it.

    Where private addresses are allowed, http is too.
    """
    try:
        parsed = httpx.URL(url)
    except httpx.InvalidURL as error:
        raise BadInputError("The address can't be read.", action="Give a whole URL.") from error
    schemes = ("https", "http") if allow_private else ("https",)
    if parsed.scheme not in schemes or not parsed.host or parsed.userinfo or len(url) > 2000:
        raise BadInputError(
            "The address is no https address, is too long or holds a password.",
            action="Give an address such as https://example.org/netsvc.",
        )
    return parsed


class WebhookSender:
    """``verify`` is the TLS context; redirects are not followed and no proxy is used."""

    def __init__(
        self,
        webhooks: WebhookRepository,
        secrets: Secrets,
        *,
        allow_private: bool,
        verify: ssl.SSLContext | bool = True,
        seconds: float = SECONDS,
    ) -> None:
        self._webhooks = webhooks
        self._secrets = secrets
        self._allow_private = allow_private
        self._verify = verify
        self._seconds = seconds

    async def send(self, delivery: Leased, at: datetime) -> Sent:
        """2xx is delivered; 410 says that nobody wants it any more, and it is not tried again."""
        webhook = await self._webhooks.secret_mark(delivery.webhook_id or "")
        if webhook is None:
            return Sent(ok=False, dropped=True, error="The webhook was retired.")
        url_text, mark = webhook
        if mark != self._secrets.mark_of_webhook(delivery.webhook_id or ""):
            raise ConfigurationError(
                "The webhook was made under another NETSVC_TOKEN_KEY.", action="Make it again."
            )
        url = parse_url(url_text, allow_private=self._allow_private)
        port = url.port or (443 if url.scheme == "https" else 80)
        signer = Signer(self._secrets.of_webhook(delivery.webhook_id or ""))
        headers = {
            "host": url.netloc.decode("ascii"),
            "content-type": "application/json",
            "user-agent": "netsvc",
            "webhook-id": delivery.event_id,
            "webhook-timestamp": str(int(at.timestamp())),
            "webhook-signature": signer.sign(delivery.event_id, at, delivery.payload),
        }
        try:
            async with asyncio.timeout(self._seconds):
                address = await resolve(url.host, port, allow_private=self._allow_private)
                async with httpx.AsyncClient(
                    verify=self._verify,
                    trust_env=False,
                    follow_redirects=False,
                    timeout=self._seconds,
                ) as client:
                    request = client.build_request(
                        "POST",
                        url.copy_with(host=address),
                        content=delivery.payload.encode(),
                        headers=headers,
                        # the certificate must still be that of the name
                        extensions={"sni_hostname": url.host},
                    )
                    response = await client.send(request, stream=True)
                    # what the receiver writes is not read
                    await response.aclose()
        except TimeoutError:
            return Sent(ok=False, error=f"No answer within {self._seconds:g} s.")
        except (httpx.HTTPError, OSError) as error:
            return Sent(ok=False, error=f"{type(error).__name__}: {error}")
        status = response.status_code
        if response.is_success:
            return Sent(ok=True, status=status)
        return Sent(
            ok=False, status=status, error=f"The receiver said {status}.", final=status == GONE
        )
