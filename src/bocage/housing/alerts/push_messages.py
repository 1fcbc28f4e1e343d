"""Web Push messages: payload and headers sent to the push service of a browser.

RFC 8291 encrypts (aes128gcm) with the keys of the browser; RFC 8292 (VAPID) identifies the sender,
with the key pair of the instance.
"""

import json
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from urllib.parse import urlsplit

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid02

from bocage.foundation.instance import current_instance
from bocage.foundation.mail import sender_address
from bocage.housing.searches.models import PushKeys, PushSubscription

CURVE = ec.SECP256R1()
POINT_OCTETS, SECRET_OCTETS = 65, 16
TTL_S = 24 * 3600
"""Time to live: a browser that stays off longer misses the notification; the mail remains."""
SIGNED_FOR_S = 12 * 3600
LONGEST_BODY = 800
"""Characters: the whole stays far below the 4096 octets that services take."""


@dataclass(frozen=True, slots=True)
class PushMessage:
    """Content of a notification, and the page that it opens; a later one of the same `tag` replaces
    it.
    """

    title: str
    body: str
    url: str
    tag: str

    def octets(self) -> bytes:
        fields = {
            "title": self.title[:200],
            "body": self.body[:LONGEST_BODY],
            "url": self.url,
            "tag": self.tag,
        }
        return json.dumps(fields, ensure_ascii=False).encode()


def instance_keys() -> PushKeys:
    """Returns the keys of the instance, created the first time; two processes at once create one
    pair.
    """
    keys = PushKeys.objects.filter(pk=1).first()
    if keys is None:
        keys, _is_new = PushKeys.objects.get_or_create(pk=1, defaults=_new_keys())
    return keys


def encrypted(message: PushMessage, subscription: PushSubscription) -> bytes:
    """Returns the body that only the browser of the subscription can read."""
    return bytes(
        http_ece.encrypt(
            message.octets(),
            private_key=ec.generate_private_key(CURVE),
            dh=octets_of(subscription.public_key),
            auth_secret=octets_of(subscription.secret),
            version="aes128gcm",
        )
    )


def headers_for(endpoint: str) -> dict[str, str]:
    """Returns the headers of a message to this endpoint, signed for its service."""
    parts = urlsplit(endpoint)
    claims: dict[str, str | int] = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int(time.time()) + SIGNED_FOR_S,
        "sub": _contact(),
    }
    signed = Vapid02.from_raw(instance_keys().private_key.encode()).sign(claims)
    return {
        **signed,
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(TTL_S),
        "Urgency": "normal",
    }


def are_keys_of_a_browser(public_key: str, secret: str) -> bool:
    """Checks whether the keys are a point of the curve and a secret of 16 octets, as browsers give
    them.
    """
    try:
        point, hidden = octets_of(public_key), octets_of(secret)
        if len(point) != POINT_OCTETS or len(hidden) != SECRET_OCTETS:
            return False
        ec.EllipticCurvePublicKey.from_encoded_point(CURVE, point)
    except ValueError:
        return False
    return True


def octets_of(text: str) -> bytes:
    """Returns the octets of base64url, with or without its padding.

    Raises:
        ValueError: the text is not base64url.
    """
    return urlsafe_b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4))


def _new_keys() -> dict[str, str]:
    private = ec.generate_private_key(CURVE)
    number = private.private_numbers().private_value.to_bytes(32, "big")
    point = private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return {"private_key": _text_of(number), "public_key": _text_of(point)}


def _text_of(octets: bytes) -> str:
    return urlsafe_b64encode(octets).rstrip(b"=").decode()


def _contact() -> str:
    """Returns the contact for push services: that of the instance, else the sending mailbox."""
    address = current_instance().contact_email or sender_address()
    return f"mailto:{address}"
