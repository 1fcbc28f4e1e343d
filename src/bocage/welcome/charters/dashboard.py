"""Charters in the Espace: the table of the communes, and the commitments that wait."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.people.dashboard import Todo, add_item, todo_provider
from bocage.people.models import Person, ScopeKind
from bocage.people.policies import mandates_of
from bocage.welcome.charters.models import Commitment
from bocage.welcome.communes.town_halls import OF_THE_TOWN_HALL

FEW = 5
NEAR = timedelta(days=21)

add_item(
    label=gettext_lazy("Communes"),
    url_name="communes_table",
    icon="town-hall",
    rank=25,
    group="welcome",
    right="welcome.see_communes",
)


@todo_provider
def commitments_due(person: Person) -> Iterator[Todo]:
    """Yields the to-dos of the people of a town hall: commitments due soon or overdue. One
    query.
    """
    codes = [
        mandate.scope.commune_id
        for mandate in mandates_of(person)
        if mandate.role in OF_THE_TOWN_HALL and mandate.scope.kind == ScopeKind.COMMUNE
    ]
    if not codes:
        return
    today = timezone.localdate()
    due = (
        Commitment.objects.filter(
            charter__commune__in=codes,
            charter__ended_at=None,
            done_on=None,
            due_on__lte=today + NEAR,
        )
        .select_related("charter__commune")
        .order_by("due_on", "pk")
    )
    for commitment in due[:FEW]:
        title = commitment.title
        yield Todo(
            title=title[:1].upper() + title[1:],
            detail=_("%(commune)s s’y est engagée en signant la charte d’accueil")
            % {"commune": commitment.charter.commune.name},
            action=_("Dire où cela en est"),
            url=reverse("commune_charter", args=[commitment.charter.commune_id]),
            urgency="late" if commitment.due_on < today else "soon",
        )
