"""« Quoi de neuf à … ? »: weekly mail to the people with a mandate in a commune."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar
from uuid import UUID

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from bocage.foundation.formatting.grammar import at_name
from bocage.foundation.formatting.money import whole_euros
from bocage.foundation.http.signed_actions import signed_action_url
from bocage.foundation.mail import Mail, declare_channel, page_url
from bocage.housing.leads.formatting import LeadFacts, freshness_days_words, line_words
from bocage.housing.leads.links import lead_report_link
from bocage.housing.town_hall_letters.demand_lines import Sought

declare_channel(
    "town_hall_letter",
    label=gettext_lazy("Quoi de neuf dans ma commune, chaque mardi"),
    reason=gettext_lazy(
        "Vous recevez ce message chaque semaine parce que vous êtes élu(e) ou secrétaire de "
        "cette mairie."
    ),
    optional=True,
    of_a_mandate=True,
)

QUESTIONS = (
    gettext_lazy("Une maison aux volets fermés depuis l’été ?"),
    gettext_lazy("Un héritage qui se règle, une maison de famille dont personne ne veut ?"),
    gettext_lazy("Quelqu’un qui part en retraite, en maison de repos, plus près de ses enfants ?"),
    gettext_lazy(
        "Un logement communal, un gîte ou une dépendance qui pourrait se louer à l’année ?"
    ),
    gettext_lazy("Un terrain que son propriétaire céderait volontiers ?"),
    gettext_lazy("Un projet de vente dont on parle au marché ?"),
)
"""Questions of the letter, one per week in turn, so that a letter is never empty; an answer often
names a lead.
"""


@dataclass(frozen=True, kw_only=True)
class NewHome:
    """Dwelling that came on the market. Its price is a month's rent where it is to rent."""

    dwelling_id: UUID
    title: str
    commune_name: str
    offer: str
    price_eur: int


@dataclass(frozen=True, kw_only=True)
class LeadToConfirm:
    """Lead whose confirmation is about to expire."""

    lead: LeadFacts
    about_where: str
    days: int
    """Since it was confirmed."""


class TownHallLetterMail(Mail):
    """Weekly mail of the news of a commune, for one person with a mandate there."""

    template: ClassVar[str] = "housing/town_hall_letters/mail/town_hall_letter"
    channel: ClassVar[str] = "town_hall_letter"

    person_id: UUID
    commune_name: str
    commune_code: str
    commune_slug: str
    question: int
    """Index of the question of this week."""
    homes_here: list[NewHome] = field(default_factory=list)
    homes_around: int = 0
    is_market_known: bool = False
    """True if a source was read this week: « nothing new » is only written if so."""
    leads_shown: int = 0
    to_confirm: list[LeadToConfirm] = field(default_factory=list)
    to_read: int = 0
    number_requests: int = 0
    households: int | None = 0
    """Households that look for a home around; None where there are too few to show."""
    sought: list[Sought] = field(default_factory=list)

    def context(self) -> dict[str, Any]:
        return {
            "tell_url": lead_report_link.url(self.person_id, self.commune_code),
            "leads_url": page_url("commune_leads", self.commune_code),
            "question": str(QUESTIONS[self.question % len(QUESTIONS)]),
            "homes": [
                (_home_words(home), page_url("dwelling", home.dwelling_id))
                for home in self.homes_here
            ],
            "demand_url": page_url("demand_detail", self.commune_slug),
            "around": self._around_words(),
            "confirmations": [self._confirmation(confirmation) for confirmation in self.to_confirm],
            "waiting": self._waiting_words(),
            "demand": self._demand_words(),
            "sought_words": [line.words for line in self.sought],
            "is_quiet": self.is_market_known
            and not (
                self.homes_here
                or self.homes_around
                or self.to_confirm
                or self.to_read
                or self.number_requests
            ),
        }

    def _confirmation(self, confirmation: LeadToConfirm) -> dict[str, Any]:
        """Returns a lead, and its three answers."""
        return {
            "words": " · ".join(
                filter(None, [line_words(confirmation.lead), confirmation.about_where])
            ),
            "freshness": freshness_days_words(confirmation.days),
            "answers": [
                (label, self._answer(action, confirmation.lead.lead_id))
                for label, action in (
                    (_("Toujours libre"), "lead_still_free"),
                    (_("Plus libre"), "lead_gone"),
                    (_("Pas encore"), "lead_not_yet"),
                )
            ],
        }

    def _answer(self, action: str, lead_id: UUID) -> str:
        return signed_action_url(f"housing.{action}", lead=lead_id, person=self.person_id)

    def _around_words(self) -> str:
        if not self.homes_around:
            return ""
        words = ngettext(
            "Et %(count)d autre bien à moins de 15 km.",
            "Et %(count)d autres biens à moins de 15 km.",
            self.homes_around,
        )
        return words % {"count": self.homes_around}

    def _waiting_words(self) -> Sequence[str]:
        lines = []
        if self.to_read:
            words = ngettext(
                "%(count)d piste signalée attend d’être relue.",
                "%(count)d pistes signalées attendent d’être relues.",
                self.to_read,
            )
            lines.append(words % {"count": self.to_read})
        if self.number_requests:
            words = ngettext(
                "%(count)d personne attend de savoir si elle peut appeler un propriétaire.",
                "%(count)d personnes attendent de savoir si elles peuvent appeler un propriétaire.",
                self.number_requests,
            )
            lines.append(words % {"count": self.number_requests})
        return lines

    def _demand_words(self) -> str:
        if self.households == 0:
            return ""
        if self.households is None:
            return _("Quelques ménages cherchent un logement %(at_commune)s ou autour.") % {
                "at_commune": at_name(self.commune_name)
            }
        words = ngettext(
            "%(count)d ménage cherche un logement %(at_commune)s ou autour.",
            "%(count)d ménages cherchent un logement %(at_commune)s ou autour.",
            self.households,
        )
        return words % {"count": self.households, "at_commune": at_name(self.commune_name)}


def _home_words(home: NewHome) -> str:
    price = whole_euros(home.price_eur)
    if home.offer == "rental":
        price = _("%(price)s par mois") % {"price": price}
    return f"{home.title} · {price}"


def _language() -> str:
    return get_language() or "fr"
