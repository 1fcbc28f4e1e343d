"""A little work asked of the browser before a public form is taken at full pace (a hashcash).

It costs somebody half a second while they type, and a wave of spam its electricity. Nothing is
asked of another site, and nobody is asked to recognise traffic lights. A form without it (no
script, an old browser) is taken too, at a slower pace.
"""

from __future__ import annotations

import secrets
from datetime import timedelta
from hashlib import sha256

from django.core import signing
from django.utils import timezone

from bocage.outreach.models import SpentWork

SALT = "bocage.outreach.work"
BITS = 14
"""Sixteen thousand digests on average: half a second of a telephone."""
GOOD_FOR = timedelta(hours=2)
LONGEST = 200


def new_challenge() -> str:
    """What a page asks a browser to work on; signed, so that nobody works ahead for long."""
    return signing.dumps(secrets.token_urlsafe(9), salt=SALT)


def spend_work(challenge: str, answer: str) -> bool:
    """Whether a browser did the work of a challenge of ours, lately and for the first time.

    Two forms that bring one answer at once: one of them is taken.
    """
    if not answer or max(len(challenge), len(answer)) > LONGEST:
        return False
    try:
        signing.loads(challenge, salt=SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        return False
    if not is_worked(challenge, answer):
        return False
    work = SpentWork(digest=sha256(challenge.encode()).digest(), spent_at=timezone.now())
    before = SpentWork.objects.filter(pk=work.pk).exists()
    SpentWork.objects.bulk_create([work], ignore_conflicts=True)
    kept = SpentWork.objects.get(pk=work.pk)
    return not before and kept.spent_at == work.spent_at


def is_worked(challenge: str, answer: str) -> bool:
    """Whether the digest of both begins with as many zeros as are asked."""
    digest = sha256(f"{challenge}:{answer}".encode()).digest()
    return int.from_bytes(digest[:4], "big") >> (32 - BITS) == 0
