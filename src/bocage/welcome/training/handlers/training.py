"""Handler of enrolments: learners are guests of the club."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from bocage.foundation.events import handles
from bocage.network.members.operations.guests import welcome_guest
from bocage.people.models import Person
from bocage.territory.models import Commune
from bocage.training.cohorts.events import PersonEnrolled
from bocage.training.cohorts.places import commune_of
from bocage.training.models import Enrolment
from bocage.welcome.projects.models.projects import SettlementProject


@handles(PersonEnrolled)
def have_the_club_welcome_learners(event: PersonEnrolled) -> None:
    """Invites a person who has a seat in a cohort to the club for three months, so that they meet
    former learners: in the commune where they come to live, or else where they learn. A person who
    is already of the club keeps their status.
    """
    enrolments = Enrolment.objects.seated().select_related("person", "cohort__programme")
    enrolment = enrolments.filter(pk=event.enrolment_id, person__is_active=True).first()
    if enrolment is None:
        return
    commune = _commune_of_project(enrolment.person) or commune_of(enrolment.cohort)
    if commune is None:
        return
    with override(enrolment.person.language):
        headline = _("En formation : %(name)s") % {"name": enrolment.cohort.programme.name}
    welcome_guest(person=enrolment.person, commune=commune, headline=headline)


def _commune_of_project(person: Person) -> Commune | None:
    """Returns the commune that they chose to live in, or the first that they wish for."""
    projects = SettlementProject.objects.filter(adults__person=person, erased_at=None)
    project = projects.select_related("commune").order_by("-sent_at", "pk").first()
    if project is None:
        return None
    return project.commune or project.communes.order_by("name", "pk").first()
