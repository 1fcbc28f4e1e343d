"""Homes that a household follows, as shown on its page and in the file."""

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from bocage.foundation.files.calendars import CalendarEvent
from bocage.foundation.mail import page_url
from bocage.housing.leads.formatting import price_words, size_words, title_words
from bocage.housing.models import Dwelling, Lead
from bocage.housing.templatetags.home_words import home_price, square_metres
from bocage.welcome.homes.models import FollowedHome
from bocage.welcome.projects.contents import rows_of
from bocage.welcome.projects.models.projects import SettlementProject

VISIT_LASTS = timedelta(hours=1)

Status = FollowedHome.Status

TONES = {
    Status.WANTED: "",
    Status.CONTACTED: "",
    Status.TO_VISIT: "warn",
    Status.VISITED: "",
    Status.CHOSEN: "good",
    Status.NO: "",
}


@dataclass(frozen=True, slots=True)
class HomeLine:
    """Followed home as a line of a list, whether on the market or a lead."""

    home: FollowedHome
    title: str
    price: str
    size: str
    commune: str
    url: str
    is_gone: bool

    @property
    def tone(self) -> str:
        return TONES[Status(self.home.status)]

    @property
    def state(self) -> str:
        return capfirst(str(Status(self.home.status).label))


def followed_homes(project: SettlementProject) -> list[HomeLine]:
    """Lists the homes that a household follows, the chosen and active ones first, declined ones
    last; one query.
    """
    homes = (
        rows_of(project, FollowedHome.objects.filter(project=project.pk))
        .select_related("dwelling__commune", "lead__commune", "added_by")
        .defer("dwelling__description", "dwelling__search_vector")
    )
    order = {
        status: rank
        for rank, status in enumerate(
            (
                Status.CHOSEN,
                Status.TO_VISIT,
                Status.CONTACTED,
                Status.WANTED,
                Status.VISITED,
                Status.NO,
            )
        )
    }
    return sorted(
        map(line_of, homes),
        key=lambda line: (order[Status(line.home.status)], -(line.home.mark or 0)),
    )


def line_of(home: FollowedHome) -> HomeLine:
    """Returns the line that describes a followed home."""
    if home.dwelling is not None:
        return _dwelling_line(home, home.dwelling)
    if home.lead is not None:
        return _lead_line(home, home.lead)
    raise ValueError("A followed home is a dwelling or a lead")


def visit_of(line: HomeLine) -> CalendarEvent | None:
    """Returns the calendar event of the visit of a home; None where none is planned."""
    home = line.home
    if home.visit_at is None:
        return None
    return CalendarEvent(
        uid=f"visite-{home.pk}@bocage",
        sequence=home.sequence,
        start=home.visit_at,
        end=home.visit_at + VISIT_LASTS,
        summary=_("Visite : %(home)s") % {"home": line.title},
        written_at=home.changed_at,
        description=" · ".join(filter(None, [line.price, line.size])),
        location=line.commune,
        url=page_url("own_home", home.pk),
    )


def _dwelling_line(home: FollowedHome, dwelling: Dwelling) -> HomeLine:
    size = square_metres(dwelling.surface_m2) if dwelling.surface_m2 else ""
    return HomeLine(
        home=home,
        title=dwelling.title,
        price=home_price(dwelling),
        size=size,
        commune=dwelling.commune.name if dwelling.commune is not None else "",
        url=dwelling.get_absolute_url(),
        is_gone=not dwelling.is_on_the_market,
    )


def _lead_line(home: FollowedHome, lead: Lead) -> HomeLine:
    return HomeLine(
        home=home,
        title=title_words(lead),
        price=price_words(lead),
        size=size_words(lead),
        commune=lead.commune.name,
        url=reverse("lead", args=[lead.pk]),
        is_gone=not lead.is_open,
    )
