"""What is written to coordinators about sources, and to agencies about their deliveries."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, ClassVar, Self

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.mail import Mail, declare_channel, page_url
from bocage.foundation.spoken_time import spoken_date
from bocage.housing.feed_issues import delivery_sentence, row_sentence

declare_channel(
    "housing_sources",
    label=_("Sources d’annonces en retard ou à confirmer"),
    reason=_("Vous recevez ce message parce que vous suivez les sources d’annonces."),
    optional=True,
    of_a_mandate=True,
)
declare_channel(
    "housing_agencies",
    label=_("Remarques sur les annonces envoyées"),
    reason=_(
        "Vous recevez ce message parce que vos annonces sont montrées sur ce site et que la "
        "personne qui les suit a souhaité vous transmettre ces remarques."
    ),
    optional=False,
)


@dataclass(frozen=True, kw_only=True)
class DeliveryHeld(Mail):
    """A delivery would withdraw more than half of a source: somebody must say whether it is so."""

    template: ClassVar[str] = "housing/mail/delivery_held"
    channel: ClassVar[str] = "housing_sources"

    source_name: str
    source_slug: str
    run_id: str
    withdrawn: int
    stock: int

    def context(self) -> dict[str, Any]:
        return {"run_url": page_url("housing_run", self.source_slug, self.run_id)}

    @classmethod
    def preview(cls) -> Self:
        return cls(
            source_name="Agence du Perche",
            source_slug="agence-du-perche",
            run_id="01938a4e-7c00-7000-8000-000000000061",
            withdrawn=47,
            stock=60,
        )


@dataclass(frozen=True, kw_only=True)
class SourceQuiet(Mail):
    """Nothing good has come from a source for longer than it should take."""

    template: ClassVar[str] = "housing/mail/source_quiet"
    channel: ClassVar[str] = "housing_sources"

    source_name: str
    source_slug: str
    error: str
    since: datetime | None
    may_open: bool = True
    """Whether the page of the source opens to who reads: not to those of an intercommunalité."""

    def context(self) -> dict[str, Any]:
        day = timezone.localtime(self.since).date() if self.since else None
        return {
            "since_day": spoken_date(day, with_year=True) if day else "",
            "sentence": delivery_sentence(self.error),
            "source_url": page_url("housing_source", self.source_slug),
        }

    @classmethod
    def preview(cls) -> Self:
        return cls(
            source_name="Agence du Perche",
            source_slug="agence-du-perche",
            error="unreachable",
            since=datetime(2026, 11, 21, 6, 0, tzinfo=UTC),
        )


@dataclass(frozen=True, kw_only=True)
class RemarksToAgency(Mail):
    """What is wrong with the rows of a delivery, to the agency that sent it."""

    template: ClassVar[str] = "housing/mail/remarks_to_agency"
    channel: ClassVar[str] = "housing_agencies"

    source_name: str
    received_at: datetime
    read: int
    rejected: int
    repaired: int
    remarks: list[tuple[int, str, str, str]] = field(default_factory=list)
    """Line, reference, code and value of the first remarks."""
    more: int = 0

    def context(self) -> dict[str, Any]:
        return {
            "day": spoken_date(timezone.localtime(self.received_at).date()),
            "told": [
                {
                    "line": line,
                    "reference": reference,
                    "sentence": row_sentence(code),
                    "value": value,
                }
                for line, reference, code, value in self.remarks
            ],
        }

    @classmethod
    def preview(cls) -> Self:
        return cls(
            source_name="Agence du Perche",
            received_at=datetime(2026, 11, 23, 6, 0, tzinfo=UTC),
            read=60,
            rejected=1,
            repaired=1,
            remarks=[
                (12, "PER0012", "price_missing", ""),
                (31, "PER0031", "town_does_not_fit", "61400 Bellême"),
            ],
            more=3,
        )
