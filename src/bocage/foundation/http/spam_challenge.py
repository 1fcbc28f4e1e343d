"""A little work asked of the browser before a public form is taken at full pace (a hashcash).

It costs somebody half a second while they type, and a wave of spam its electricity. Nothing is
asked of another site, and nobody is asked to recognise traffic lights. A form without it (no
script, an old browser) is taken too, at a slower pace. `<c-proof-of-work />` puts it in a form;
`people.limits.spend_work` takes it.
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
    """Returns a new challenge for the browser to work on; signed, so that nobody works ahead for
    long.
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
