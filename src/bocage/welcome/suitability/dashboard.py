"""To-dos of coordinators in the Espace: communes that a household accepted."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from bocage.foundation.formatting.grammar import at_name
from bocage.people.dashboard import Todo, todo_provider
from bocage.people.models import Person, Role
from bocage.people.policies import holds_anywhere
from bocage.welcome.projects.models.projects import ARRIVED
from bocage.welcome.projects.policies import projects_followed_by
from bocage.welcome.relays.models import Relay
from bocage.welcome.suitability.models.commune_proposals import CommuneProposal

FEW = 3


@todo_provider
def communes_to_ask(person: Person) -> Iterator[Todo]:
    """Yields a coordinator's to-dos: communes that a household accepted and whose town hall has no
    request yet; one query.
    """
    if not holds_anywhere(person, Role.COORDINATOR):
        return
    relays = Relay.objects.filter(project=OuterRef("project"), commune=OuterRef("commune"))
    waiting = (
        CommuneProposal.objects.filter(
            ~Exists(relays),
            answer=CommuneProposal.Answer.YES,
            project__in=projects_followed_by(person).open().exclude(stage__in=ARRIVED),
        )
        .select_related("commune", "project")
        .order_by("answered_at", "pk")
    )
    for proposal in waiting[:FEW]:
        words = {"household": proposal.project.name, "at_commune": at_name(proposal.commune.name)}
        yield Todo(
            title=_("%(household)s dit oui %(at_commune)s") % words,
            detail=_("Proposée par l’accueil."),
            action=_("Ouvrir le dossier"),
            url=reverse("project_file", args=[proposal.project_id]) + "#proposed_communes",
        )
