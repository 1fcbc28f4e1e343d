"""Records of processing of personal data, declared beside the code (GDPR, article 30).

A room declares them in its `processing.py`, discovered at startup:

    declare_processing(
        Processing(
            name="workspaces.bookings",
            title=_("Réservations"),
            purpose=_("Réserver un bureau, tenir les lieux, et compter ce qui est dû."),
            basis=LegalBasis.CONTRACT,
            level=Protection.PERSONAL,
            people=_("Celles et ceux qui réservent, et leurs invités."),
            data=_("Nom, adresse de courriel, dates, lieux, sommes."),
            seen_by=_("La personne, les animateurs du lieu."),
            models=("workspaces.Booking", …),
            retention=(Retention(name="workspaces.bookings", …),),
        )
    )

The public register, `bocage privacy report` and the nightly retention are made from it. A test
rejects a table of personal data that no processing lists.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from operator import attrgetter

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bocage.foundation.registry import Registry

Words = str | Promise


class LegalBasis(Enum):
    """Legal basis of a processing (RGPD, article 6, paragraph 1)."""

    CONSENT = _("votre accord")
    CONTRACT = _("ce que vous avez demandé")
    LEGAL_OBLIGATION = _("une obligation de la loi")
    PUBLIC_INTEREST = _("une mission d’intérêt public")
    LEGITIMATE_INTEREST = _("l’intérêt légitime du territoire")

    @property
    def label(self) -> str:
        return str(self.value)


class Protection(Enum):
    """Level of protection of data, by the harm of a disclosure.

    docs/security/protection.md lists what each level requires, and what enforces it. The highest
    level of the data of a processing counts.
    """

    OPEN = "open"
    """Meant for everybody: only changing it takes a right."""
    PERSONAL = "personal"
    """Personal data, visible to people with a permission."""
    CONFIDENTIAL = "confidential"
    """Confidential or valuable data: a plan, an answer, a signature."""
    WAY_IN = "way in"
    """Credentials: their holder is taken for their owner."""


@dataclass(frozen=True, kw_only=True)
class Retention:
    """Retention rule, and the function that enforces it each night.

    `since` ends the sentence that `length` begins: « 1 an après la rencontre ». `forget` deletes
    or empties data older than `length`; it is safe to run twice.
    """

    name: str
    length: timedelta | Callable[[], timedelta]
    since: Words
    forget: Callable[[], object]

    @property
    def duration(self) -> timedelta:
        return self.length() if callable(self.length) else self.length


@dataclass(frozen=True, kw_only=True)
class Processing:
    """Entry of the register of processing.

    `models` are those with personal data, as `room.Model`. `retention_note` describes retention
    without an end date: « tant que vous êtes membre ».
    """

    name: str
    title: Words
    purpose: Words
    basis: LegalBasis
    level: Protection
    people: Words
    data: Words
    seen_by: Words
    models: tuple[str, ...]
    retention: tuple[Retention, ...] = ()
    retention_note: Words = ""

    @property
    def room(self) -> str:
        return self.name.partition(".")[0]


_declared = Registry[Processing](order=attrgetter("name"))

declare_processing = _declared.declaring(Processing)
"""Add a line to the register."""


def declared_processing() -> list[Processing]:
    """Returns the register of processing, by name."""
    return list(_declared)
