"""Signatures of Standard Webhooks (https://www.standardwebhooks.com, version 1.0.0): HMAC-SHA256 of
the identifier, the moment and the body, by a secret that its receiver keeps too."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable
from datetime import datetime

PREFIX = "whsec_"
OCTETS = 32


def new_secret() -> str:
    """Returns a new secret: `whsec_` and 32 random bytes in base 64."""
    return PREFIX + base64.b64encode(secrets.token_bytes(OCTETS)).decode()


def signed_headers(
    *, message_id: str, at: datetime, body: bytes, secrets_in_use: Iterable[str]
) -> dict[str, str]:
    """Returns the three headers that a receiver verifies, with one signature for each secret in
    use.
    """
    moment = str(int(at.timestamp()))
    signed = b".".join([message_id.encode(), moment.encode(), body])
    return {
        "webhook-id": message_id,
        "webhook-timestamp": moment,
        "webhook-signature": " ".join(_signature(secret, signed) for secret in secrets_in_use),
    }


def _signature(secret: str, signed: bytes) -> str:
    key = base64.b64decode(secret.removeprefix(PREFIX))
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
