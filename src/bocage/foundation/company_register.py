"""Client of the official register of companies (API Recherche d’entreprises), for one SIRET.

It is called only if the instance has its address (BOCAGE_COMPANY_REGISTER). A request that takes
more than a few seconds is abandoned: the check digit of the number is verified anyway.

    checked_at = confirmed_at(siret)        # raises if the register does not know it
    company_status(siret)                      # only returns the state
"""

import json
from datetime import datetime
from enum import StrEnum
from typing import Any

import structlog
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal
from bocage.foundation.http.fetching import FetchRefused, Limits, fetch

LIMITS = Limits(octets=400_000, seconds=6.0, step_s=4.0)

UNKNOWN_FORMS = (ValueError, TypeError, KeyError, AttributeError, RecursionError)

logger = structlog.get_logger("bocage.foundation")


class CompanyStatus(StrEnum):
    """State of a SIRET in the register."""

    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"
    NOT_CHECKED = "not_checked"
    """State without a request: the instance has no register."""
    NOT_ANSWERED = "not_answered"


class SiretUnknown(Refusal):
    default_sentence = _(
        "Le registre officiel ne connaît pas ce SIRET : vérifiez-le, ou laissez la case vide"
        " le temps qu’il y soit."
    )


class SiretClosed(Refusal):
    default_sentence = _("D’après le registre officiel, cet établissement est fermé.")


def confirmed_at(siret: str) -> datetime | None:
    """Returns the present time if the register confirms a SIRET whose check digit is right.

    None if the register was not called or did not answer. Call it outside a transaction, which
    would wait for the register.

    Raises:
        SiretUnknown, SiretClosed: by the answer of the register.
    """
    match company_status(siret):
        case CompanyStatus.UNKNOWN:
            raise SiretUnknown
        case CompanyStatus.CLOSED:
            raise SiretClosed
        case CompanyStatus.OPEN:
            return timezone.now()
    return None


def company_status(siret: str) -> CompanyStatus:
    """Returns the state in the register of a SIRET whose check digit is right. Never raises."""
    address: str = settings.BOCAGE.company_register
    if not address:
        return CompanyStatus.NOT_CHECKED
    try:
        fetched = fetch(
            f"{address.rstrip('/')}/search?q={siret}&per_page=1",
            limits=LIMITS,
            accept="application/json",
            loopback=settings.BOCAGE.fetch_loopback,
        )
        return read_status(fetched.content, siret)
    except (FetchRefused, *UNKNOWN_FORMS) as error:
        logger.warning("register not read", error=type(error).__name__)
        return CompanyStatus.NOT_ANSWERED


def read_status(content: bytes, siret: str) -> CompanyStatus:
    """Returns the state of a SIRET in an answer of the register.

    Raises:
        UNKNOWN_FORMS: the answer is not of the form that is known.
    """
    answer: dict[str, Any] = json.loads(content)
    for company in answer["results"]:
        for place in (company.get("siege") or {}, *(company.get("matching_etablissements") or ())):
            if place.get("siret") == siret:
                is_open = place.get("etat_administratif", "A") == "A"
                return CompanyStatus.OPEN if is_open else CompanyStatus.CLOSED
    return CompanyStatus.UNKNOWN
