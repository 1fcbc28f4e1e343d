"""Personal data of a household and of its adults."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.formatting.dates import long_date
from bocage.people.models import Person
from bocage.people.personal_data import DataItem, DataItems, data_section
from bocage.welcome.intake.models import ProjectDraft
from bocage.welcome.projects.formatting import people_in_short
from bocage.welcome.projects.models.invitations import HouseholdInvitation
from bocage.welcome.projects.models.projects import HouseholdAdult


@data_section(name="projects", title=gettext_lazy("Votre projet d’installation"), rank=40)
def project_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the projects of a person's households, in full, and the drafts that wait to be
    confirmed; three queries.
    """
    shared = HouseholdAdult.objects.filter(person=person).select_related("project")
    for adult in shared.order_by("-joined_at", "pk")[:limit]:
        yield DataItem(
            title=adult.project.name,
            detail=[
                people_in_short(adult.project),
                adult.project.origin,
                adult.project.trade,
                adult.project.phone,
                adult.project.words,
                adult.project.worries,
                str(adult.project.get_stage_display()),
                _("depuis le %(day)s") % {"day": long_date(adult.joined_at)},
            ],
            url=reverse("own_project"),
        )
    waiting = ProjectDraft.objects.filter(email=person.email, confirmed_at=None)
    for draft in waiting.order_by("-saved_at", "pk")[:limit]:
        yield DataItem(
            title=_("Un projet à confirmer"),
            detail=_("gardé un mois, depuis le %(day)s") % {"day": long_date(draft.saved_at)},
        )
    invited = HouseholdInvitation.objects.filter(email=person.email).select_related("invited_by")
    for invitation in invited.order_by("-invited_at", "pk")[:limit]:
        yield DataItem(
            title=_("Une invitation à partager un projet"),
            detail=f"{invitation.invited_by} · {long_date(invitation.invited_at)}",
        )
