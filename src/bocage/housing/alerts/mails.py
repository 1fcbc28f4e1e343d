"""Alert mail: one home, or all the homes pending for a recipient."""

from dataclasses import dataclass, field
from typing import Any, ClassVar
from uuid import UUID

from django.utils.translation import get_language, gettext_lazy, ngettext

from bocage.foundation.formatting.typography import NO_BREAK
from bocage.foundation.http.one_click_unsubscribe import one_click_links
from bocage.foundation.http.signed_actions import signed_action_url
from bocage.foundation.mail import Mail, UnsubscribeLinks, declare_channel, page_url
from bocage.housing.alerts.lines import AlertLine, GoneHome
from bocage.housing.market.models.facts import MarketFact
from bocage.housing.searches.holders import address_page_url
from bocage.housing.searches.mails import LESS_OFTEN, STOP
from bocage.housing.searches.models import SavedSearch

Rhythm = SavedSearch.Rhythm

declare_channel(
    "housing_alerts",
    label=gettext_lazy("Logements qui répondent à mes recherches"),
    reason=gettext_lazy(
        "Vous recevez ce message parce que vous avez enregistré une recherche de logement."
    ),
    optional=True,
)


@dataclass(frozen=True, kw_only=True)
class AlertSearch:
    """Search that the message is about. `query` opens it on the search page."""

    id: UUID
    name: str
    rhythm: str
    query: str = ""


class AlertMail(Mail):
    """Mail of the homes found for one mailbox.

    `more_count` counts the homes beyond `lines`; `gone_homes` were announced before, and have left
    the market since the last message. `email` is the address of a recipient without an account: its
    signed page replaces the page of the account.
    """

    template: ClassVar[str] = "housing/alerts/mail/alert"
    channel: ClassVar[str] = "housing_alerts"
    priority: ClassVar[int] = 10

    lines: list[AlertLine]
    searches: list[AlertSearch]
    more_count: int = 0
    gone_homes: list[GoneHome] = field(default_factory=list)
    hello: str = ""
    email: str = field(default="", repr=False)

    def context(self) -> dict[str, Any]:
        language = get_language() or "fr"
        return {
            "subject": self._subject(),
            "count": len(self.lines) + self.more_count,
            "manage_url": self._manage_url(language),
            "stop_own_url": signed_action_url(STOP, **self._payload()),
            "less_often_url": self._less_often_url(),
            "several_searches": len(self.searches) > 1,
        }

    def own_unsubscribe_links(self, language: str) -> UnsubscribeLinks:
        """Stops the searches of this message, and no other."""
        return one_click_links(STOP, self._payload(), language, view_name="stop_searches")

    def _subject(self) -> str:
        total = len(self.lines) + self.more_count
        if total > 1:
            text = ngettext(
                "%(count)d logement pour vous", "%(count)d logements pour vous", total
            ) % {"count": total}
            return f"{text}{NO_BREAK}: {self.searches[0].name}" if len(self.searches) == 1 else text
        line = self.lines[0]
        parts = [line.heading, line.price]
        if line.fact != MarketFact.Kind.APPEARED and not line.is_lead:
            parts.insert(0, line.change.partition(":")[0].rstrip())
        return " · ".join(filter(None, parts))

    def _payload(self) -> dict[str, str]:
        """Returns the payload, short enough for twenty searches within the longest address that
        mail programs accept.
        """
        return {"searches": ",".join(search.id.hex for search in self.searches)}

    def _less_often_url(self) -> str:
        """Returns the signed address that slows the searches by one step; empty once weekly."""
        rhythms = {search.rhythm for search in self.searches}
        if rhythms == {Rhythm.WEEKLY}:
            return ""
        slower = Rhythm.DAILY if Rhythm.IMMEDIATELY in rhythms else Rhythm.WEEKLY
        payload = {**self._payload(), "rhythm": slower.value}
        return signed_action_url(LESS_OFTEN, **payload)

    def _manage_url(self, language: str) -> str:
        return address_page_url(self.email, language) if self.email else page_url("saved_searches")
