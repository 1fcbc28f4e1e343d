"""Proof of work (hashcash) that the browser computes before a public form is accepted at full rate.

It costs a person half a second while they type, and slows down spam. It needs no other site and no
puzzle for people. A form without it (no JavaScript, an old browser) is accepted too, at a lower
rate. `<c-proof-of-work />` adds it to a form; `people.limits.spend_work` checks it.
"""

import secrets
from datetime import timedelta
from hashlib import sha256

from django.core import signing

SALT = "bocage.foundation.work"
BITS = 14
"""Sixteen thousand digests on average: half a second of a telephone."""
GOOD_FOR = timedelta(hours=2)
LONGEST = 200


def new_challenge() -> str:
    """Returns a new challenge for the browser, signed, so that it cannot be computed long in
    advance.
    """
    return signing.dumps(secrets.token_urlsafe(9), salt=SALT)


def is_worked(challenge: str, answer: str) -> bool:
    """Checks whether `answer` solves a challenge that we signed within `GOOD_FOR`."""
    if not answer or max(len(challenge), len(answer)) > LONGEST:
        return False
    try:
        signing.loads(challenge, salt=SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        return False
    return begins_with_zeros(challenge, answer)


def begins_with_zeros(challenge: str, answer: str) -> bool:
    """Checks whether the SHA-256 of `challenge:answer` begins with `BITS` zero bits."""
    digest = sha256(f"{challenge}:{answer}".encode()).digest()
    return int.from_bytes(digest[:4], "big") >> (32 - BITS) == 0
