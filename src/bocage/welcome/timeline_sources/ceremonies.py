"""What ceremonies tell in the timeline of a project."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from bocage.foundation.formatting.grammar import of_name
from bocage.welcome.ceremony_words import answer_words
from bocage.welcome.models.ceremonies import CeremonyGuest
from bocage.welcome.projects.contents import rows_of
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.timeline import TimelineEntry, timeline_source
from bocage.welcome.shared.formatting import when_words


@timeline_source
def ceremonies(project: SettlementProject) -> Iterator[TimelineEntry]:
    """Invited, answered, presented; one query."""
    guests = rows_of(project, CeremonyGuest.objects.filter(project=project)).select_related(
        "ceremony__commune", "answered_by"
    )
    for guest in guests:
        commune = guest.ceremony.commune.name
        yield TimelineEntry(
            at=guest.invited_at,
            kind="ceremony",
            title=_("Invitation à la cérémonie d’accueil %(of_commune)s")
            % {"of_commune": of_name(commune), "commune": commune},
            detail=when_words(guest.ceremony.starts_at),
            is_shown_to_household=True,
        )
        if guest.answered_at is not None:
            yield TimelineEntry(
                at=guest.answered_at,
                kind="ceremony",
                title=_("Réponse à l’invitation : %(answer)s") % {"answer": answer_words(guest)},
                by=guest.answered_by.name if guest.answered_by else "",
                is_shown_to_household=True,
            )
        if guest.came:
            yield TimelineEntry(
                at=guest.ceremony.starts_at,
                kind="ceremony",
                title=_("Présenté à la commune : certificat de bienvenue"),
                detail=commune,
                is_shown_to_household=True,
            )
