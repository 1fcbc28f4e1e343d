"""Verification of signed texts of this instance: rejects forged and old links in one place."""

from datetime import timedelta
from typing import Any

import structlog
from django.core import signing
from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal

LONGEST = 4000
"""No address of ours is half as long."""

logger = structlog.get_logger("bocage.security")


class ExpiredLink(Refusal):
    """The link is genuine, and too old."""

    status = 410
    default_sentence = _("Ce lien a expiré.")


class UnknownLink(Refusal):
    """The link was cut, changed, or never ours."""

    status = 404
    default_sentence = _("Ce lien est incomplet ou n’existe pas.")


def read_signed(token: str, *, salt: str, good_for: timedelta | None = None) -> Any:
    """Returns the value signed under this salt, at most `good_for` ago.

    Raises:
        UnknownLink: the token was cut, changed, or never ours.
        ExpiredLink: the token is too old.
    """
    if len(token) > LONGEST:
        raise refused_link(salt)
    try:
        return signing.loads(token, salt=salt, max_age=good_for)
    except signing.SignatureExpired as expired:
        logger.info("link refused", link=salt, why="expired")
        raise ExpiredLink from expired
    except (signing.BadSignature, ValueError) as bad:
        raise refused_link(salt) from bad


def refused_link(salt: str) -> UnknownLink:
    """Returns the refusal to raise for a link that is not ours, and logs the kind of link, never
    its token.
    """
    logger.info("link refused", link=salt, why="unknown")
    return UnknownLink()
