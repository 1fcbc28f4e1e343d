"""What is written to the owners who offer a home, and to who reads their offers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, ClassVar, Self

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.mail import Mail, declare_channel, page_url
from bocage.foundation.signed_actions import signed_action_url
from bocage.foundation.spoken_time import spoken_date

declare_channel(
    "housing_owners",
    label=_("Le logement que je propose"),
    reason=_("Vous recevez ce message parce que cette adresse a proposé un logement."),
    optional=False,
)
EXAMPLE = "01938a4e-7c00-7000-8000-000000000061"


@dataclass(frozen=True, kw_only=True)
class OwnerMail(Mail):
    """A message about one offer; `title` is that of the home."""

    channel: ClassVar[str] = "housing_owners"

    offer_id: str
    title: str
    commune_name: str

    @classmethod
    def preview(cls) -> Self:
        return cls(offer_id=EXAMPLE, title="Maison de bourg, jardin clos", commune_name="Boitron")

    def link(self, action: str) -> str:
        """The signed address of an action on this offer, in the language of the message."""
        return signed_action_url(action, offer=self.offer_id)

    def answers(self) -> dict[str, str]:
        """The links with which an owner says whether the home is still free."""
        return {
            "withdraw_url": self.link("housing.withdraw_offer"),
            "still_free_url": self.link("housing.offer_still_free"),
        }


@dataclass(frozen=True, kw_only=True)
class ConfirmOffer(OwnerMail):
    """The address must be confirmed before anybody reads the offer."""

    template: ClassVar[str] = "housing/mail/confirm_offer"

    def context(self) -> dict[str, Any]:
        return {"confirm_url": self.link("housing.confirm_offer")}


@dataclass(frozen=True, kw_only=True)
class OfferPublished(OwnerMail):
    """The home is shown, and its owner may withdraw it or say that it is still free."""

    template: ClassVar[str] = "housing/mail/offer_published"

    def context(self) -> dict[str, Any]:
        return self.answers()


@dataclass(frozen=True, kw_only=True)
class OfferStillFree(OwnerMail):
    """« Toujours libre ? », of a home that nobody confirmed for weeks."""

    template: ClassVar[str] = "housing/mail/offer_still_free"

    confirmed_at: datetime

    def context(self) -> dict[str, Any]:
        day = timezone.localtime(self.confirmed_at).date()
        return {"confirmed_day": spoken_date(day), **self.answers()}

    @classmethod
    def preview(cls) -> Self:
        return cls(
            offer_id=EXAMPLE,
            title="Maison de bourg, jardin clos",
            commune_name="Boitron",
            confirmed_at=datetime(2026, 10, 21, 6, 0, tzinfo=UTC),
        )


@dataclass(frozen=True, kw_only=True)
class OfferHidden(OwnerMail):
    """The question had no answer: the home is shown no more, and one click brings it back."""

    template: ClassVar[str] = "housing/mail/offer_hidden"

    def context(self) -> dict[str, Any]:
        return self.answers()


@dataclass(frozen=True, kw_only=True)
class OfferRefused(OwnerMail):
    """The offer will not be shown, and why."""

    template: ClassVar[str] = "housing/mail/offer_refused"

    refusal: str

    @classmethod
    def preview(cls) -> Self:
        return cls(
            offer_id=EXAMPLE,
            title="Maison de bourg, jardin clos",
            commune_name="Boitron",
            refusal="Le prix semble être celui d’une semaine : dites-nous le loyer du mois.",
        )

    def context(self) -> dict[str, Any]:
        return {"offer_url": page_url("offer_home")}
