"""What the club writes to its members, and to who runs it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Self

from django.utils.translation import gettext_lazy as _

from bocage.foundation.mail import Mail, declare_channel, page_url
from bocage.foundation.signed_actions import signed_action_url
from bocage.foundation.spoken_time import spoken_date

declare_channel(
    "club_membership",
    label=_("Mon adhésion au club"),
    reason=_("Vous recevez ce message parce que vous avez demandé à rejoindre le club."),
    optional=False,
)
declare_channel(
    "club_team",
    label=_("Les demandes à rejoindre le club"),
    reason=_("Vous recevez ce message parce que vous animez le club."),
    optional=True,
    of_a_mandate=True,
)
EXAMPLE = "01938a4e-7c00-7000-8000-000000000071"


@dataclass(frozen=True, kw_only=True)
class MembershipAsked(Mail):
    """To who runs the club: somebody asks to join."""

    channel: ClassVar[str] = "club_team"
    template: ClassVar[str] = "network/mail/membership_asked"

    name: str
    headline: str
    commune_name: str

    @classmethod
    def preview(cls) -> Self:
        return cls(name="Nadia Prigent", headline="Graphiste indépendante", commune_name="Boitron")

    def context(self) -> dict[str, Any]:
        return {"requests_url": page_url("club_requests")}


@dataclass(frozen=True, kw_only=True)
class MembershipMail(Mail):
    """To a member, about their membership."""

    channel: ClassVar[str] = "club_membership"

    member_id: str
    until: date | None = None

    @classmethod
    def preview(cls) -> Self:
        return cls(member_id=EXAMPLE, until=date(2027, 11, 24))

    def context(self) -> dict[str, Any]:
        return {
            "until_words": spoken_date(self.until, with_year=True) if self.until else "",
            "profile_url": page_url("own_membership"),
            "directory_url": page_url("member_list"),
            "renew_url": signed_action_url("network.renew", member=self.member_id),
        }


@dataclass(frozen=True, kw_only=True)
class WelcomeToTheClub(MembershipMail):
    """The membership begins."""

    template: ClassVar[str] = "network/mail/welcome_to_the_club"


@dataclass(frozen=True, kw_only=True)
class RenewMembership(MembershipMail):
    """The membership comes to its end: one click renews it."""

    template: ClassVar[str] = "network/mail/renew_membership"


@dataclass(frozen=True, kw_only=True)
class MembershipLapsed(MembershipMail):
    """The membership has ended without an answer; one click still renews it."""

    template: ClassVar[str] = "network/mail/membership_lapsed"


@dataclass(frozen=True, kw_only=True)
class MembershipRefused(Mail):
    """The club says no, and why."""

    channel: ClassVar[str] = "club_membership"
    template: ClassVar[str] = "network/mail/membership_refused"

    refusal: str

    @classmethod
    def preview(cls) -> Self:
        return cls(refusal="Le club réunit les professionnels qui travaillent depuis l’Orne.")

    def context(self) -> dict[str, Any]:
        return {"join_url": page_url("club_join")}
