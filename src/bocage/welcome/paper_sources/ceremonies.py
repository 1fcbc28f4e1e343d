"""What a household receives of the ceremony of its commune."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from bocage.foundation.formatting.grammar import of_name
from bocage.welcome.models.ceremonies import Ceremony, CeremonyGuest
from bocage.welcome.projects.contents import rows_of
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.papers import Paper, paper_source
from bocage.welcome.shared.formatting import when_words


@paper_source
def ceremony_papers(project: SettlementProject) -> Iterator[Paper]:
    """The invitation, the booklet of the commune, the certificate of those who came; one query."""
    guests = rows_of(project, CeremonyGuest.objects.filter(project=project)).select_related(
        "ceremony__commune"
    )
    for guest in guests.exclude(ceremony__status=Ceremony.Status.CALLED_OFF):
        yield from _of(guest)


def _of(guest: CeremonyGuest) -> Iterator[Paper]:
    commune = guest.ceremony.commune.name
    words = {"of_commune": of_name(commune), "commune": commune}
    when = when_words(guest.ceremony.starts_at)
    yield _paper(
        reverse("ceremony_guest_paper", args=[guest.pk, "invitation"]),
        guest.invited_at,
        _("Invitation à la cérémonie d’accueil %(of_commune)s") % words,
        when,
    )
    yield _paper(
        reverse("ceremony_guest_paper", args=[guest.pk, "livret"]),
        guest.invited_at,
        _("Livret d’accueil %(of_commune)s") % words,
    )
    if guest.came:
        yield _paper(
            reverse("ceremony_certificate", args=[guest.pk]),
            guest.thanked_at or guest.ceremony.held_at or guest.ceremony.starts_at,
            _("Certificat de bienvenue %(of_commune)s") % words,
            when,
        )


def _paper(url: str, at: datetime, title: str, detail: str = "") -> Paper:
    return Paper(at=at, title=title, detail=detail, own_url=url, file_url=url)
