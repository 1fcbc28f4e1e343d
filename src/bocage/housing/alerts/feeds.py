"""Private feed of a search (Atom, RFC 4287): the homes found for it, latest first."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.templatetags.static import static
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bocage.foundation.instance import current_instance
from bocage.foundation.mail import page_url
from bocage.housing.alerts.lines import AlertLine, line_of
from bocage.housing.criteria.addresses import address_of
from bocage.housing.leads.models.leads import Lead
from bocage.housing.searches.columns import criteria_of
from bocage.housing.searches.models import Alert, SavedSearch
from bocage.people.models import Entitlement

MAX_ENTRIES = 50
WRITTEN_AS = 3
"""Version of the wording, incremented when it changes so that readers fetch the entries again."""


@dataclass(frozen=True, slots=True)
class SearchFeed:
    """Feed with the values that identify its version."""

    search: SavedSearch
    entries: list[tuple[Alert, AlertLine]]
    version: str

    def to_xml(self) -> str:
        """Returns the document, in the active language."""
        url = page_url("search_feed", self.search.feed_key)
        feed = _Feed(
            title=self.search.name,
            link=f"{page_url('home_list')}?{address_of(criteria_of(self.search))}",
            description="",
            subtitle=_(
                "Ce qui est trouvé pour cette recherche, le plus récent d’abord. Donnez l’adresse "
                "de cette page à un lecteur de flux : il vous préviendra."
            ),
            language=get_language() or "fr",
            feed_url=url,
            feed_guid=f"urn:uuid:{self.search.pk}",
            author_name=current_instance().name,
        )
        for alert, line in self.entries:
            feed.add_item(
                title=" · ".join(filter(None, [line.heading, line.price])),
                link=line.url,
                description=" · ".join(filter(None, [line.change, line.reasons])),
                unique_id=f"urn:uuid:{alert.pk}",
                pubdate=alert.fact.happened_at,
                updateddate=alert.fact.happened_at,
            )
        declaration, _line, document = feed.writeString("utf-8").partition("\n")
        look = f'<?xml-stylesheet type="text/css" href="{static("feed.css")}"?>'
        return f"{declaration}\n{look}\n{document}"


class _Feed(Atom1Feed):
    """Feed written by Django, except that a feed without an entry has the date of its search."""

    def latest_post_date(self) -> datetime:
        dates = [item["updateddate"] for item in self.items]
        return max(dates) if dates else super().latest_post_date()


def read_feed(search: SavedSearch) -> SearchFeed:
    """Returns the feed of a search. Leads are included only if its holder is accompanied today; two
    queries.
    """
    alerts = (
        Alert.objects.filter(search=search)
        .select_related("fact__dwelling__commune", "fact__lead__commune")
        .order_by("-fact__happened_at", "id")[:MAX_ENTRIES]
    )
    shown_alerts = list(alerts)
    shows_leads = any(alert.fact.lead_id for alert in shown_alerts) and _is_accompanied(search)
    entries = [
        (alert, line_of(alert.fact, [search]))
        for alert in shown_alerts
        if _is_shown(alert, shows_leads)
    ]
    content = "\n".join(f"{alert.pk} {line}" for alert, line in entries)
    version = hashlib.sha256(
        f"{WRITTEN_AS} {get_language()} {search.name}\n{content}".encode()
    ).hexdigest()
    return SearchFeed(search=search, entries=entries, version=version[:32])


def _is_shown(alert: Alert, shows_leads: bool) -> bool:
    lead, home = alert.fact.lead, alert.fact.dwelling
    if lead is not None:
        return shows_leads and lead.status == Lead.Status.SHARED
    return home is not None and home.is_on_the_market


def _is_accompanied(search: SavedSearch) -> bool:
    entitlements = Entitlement.objects.in_force().filter(kind=Entitlement.Kind.ACCOMPANIED)
    return entitlements.filter(person=search.person_id).exists()
