"""Consents of the adults of a household, and views of its file."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from bocage.people.agreements import (
    MAX_OPENINGS,
    Agreement,
    Opening,
    lists_agreements,
    lists_openings,
)
from bocage.people.models import Person, Role
from bocage.welcome.projects.models.messages import ProjectConsent
from bocage.welcome.projects.models.projects import ProjectView


@lists_agreements
def consents(person: Person) -> Iterator[Agreement]:
    """Yields the consents that a person gave, use by use; one query. They are withdrawn on the page
    of the household.
    """
    page = reverse("own_project")
    for consent in ProjectConsent.objects.filter(person=person).order_by("-given_at", "pk"):
        yield Agreement(
            words=capfirst(str(consent.get_use_display())),
            to=_("l’équipe d’accueil"),
            given_at=consent.given_at,
            ended_at=consent.withdrawn_at,
            url=page,
        )


@lists_openings
def files(person: Person) -> Iterator[Opening]:
    """Yields who outside the household opened the file of the person's projects, latest first; one
    query.
    """
    views = (
        ProjectView.objects.filter(project__adults__person=person)
        .select_related("person")
        .order_by("-viewed_at", "-pk")
    )
    for view in views[:MAX_OPENINGS]:
        yield Opening(
            name=str(view.person),
            capacity=str(Role(view.capacity).label)
            if view.capacity in Role.values
            else view.capacity,
            file=_("votre projet d’installation"),
            at=view.viewed_at,
        )
