"""Keyed digests that only this instance can make, and that outlive a change of its secret key.

Lookups by such a digest try each key of the configuration, the current one first; a former key is
retained as long as docs/security/keys.md requires.
"""

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac


def keyed_digest(name: str, text: str) -> str:
    """Returns the HMAC-SHA-256 of a text for one purpose (`bocage.people.sign_in`), under the
    present key.
    """
    return salted_hmac(name, text, algorithm="sha256").hexdigest()


def keyed_digests(name: str, text: str) -> list[str]:
    """Returns the digest under the present key, then under each former one."""
    return [
        salted_hmac(name, text, secret=str(key), algorithm="sha256").hexdigest()
        for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    ]


def is_digest_of(digest: str, name: str, text: str) -> bool:
    """Checks whether a digest was made of this text here, with any of the keys; compares in
    constant time.
    """
    matches = [
        constant_time_compare(digest, keyed_digest) for keyed_digest in keyed_digests(name, text)
    ]
    return any(matches)
