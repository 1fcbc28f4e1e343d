"""The consents of somebody who testified on the site, told to them."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.outreach.models.editorial_consents import TestimonyConsent
from bocage.people.known_data import KnownRow, KnownRows, known_section
from bocage.people.models import Person


@known_section(
    name="outreach_testimonies",
    title=gettext_lazy("Ce que vous avez accepté qu’on montre de vous"),
    rank=143,
    named_in=("outreach.TestimonyConsent.person",),
)
def testimony_rows(person: Person, most: int | None) -> KnownRows:
    """What they were told, how they agreed, and until when; one query."""
    consents = TestimonyConsent.objects.filter(person=person).order_by("-given_on", "pk")
    for consent in consents[:most]:
        yield KnownRow(
            title=consent.words_shown,
            detail=[
                consent.who,
                str(consent.get_how_display()),
                _("du {start} au {end}").format(
                    start=f"{consent.given_on:%Y-%m-%d}", end=f"{consent.ends_on:%Y-%m-%d}"
                ),
                _("repris le {day}").format(day=f"{consent.withdrawn_at:%Y-%m-%d}")
                if consent.withdrawn_at
                else "",
            ],
        )
