"""Additions of sponsorship to the Espace: pages and to-dos."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.formatting.grammar import at_name
from bocage.people.dashboard import Todo, add_item, only_with, todo_provider
from bocage.people.models import Person, Role
from bocage.people.policies import holds_anywhere, reach_of
from bocage.territory.models import Commune
from bocage.welcome.projects.policies import coordinates_anything, projects_followed_by
from bocage.welcome.sponsors.household import facts_of_household, household_title, people_words
from bocage.welcome.sponsors.models import SponsorProfile, Sponsorship

FEW = 5

add_item(
    label=gettext_lazy("Parrainage"),
    url_name="sponsoring",
    icon="people",
    rank=36,
    group="welcome",
    is_shown=lambda person: holds_anywhere(person, Role.SPONSOR),
    covers=("sponsor_guide", "sponsor_oneself"),
)
add_item(
    label=gettext_lazy("Parrains et marraines"),
    url_name="sponsor_list",
    icon="people",
    rank=37,
    group="welcome",
    is_shown=lambda person: bool(coordinates_anything(person)),
    covers=("helping_households",),
)


@todo_provider
def sponsorships_to_answer(person: Person) -> Iterator[Todo]:
    """Yields a sponsor's to-dos: the households that wait for their answer; four queries at
    most.
    """
    if not holds_anywhere(person, Role.SPONSOR):
        return
    sponsorships = (
        Sponsorship.objects.filter(
            sponsor__person=person,
            status=Sponsorship.Status.PROPOSED,
            project__erased_at=None,
        )
        .select_related("project__commune")
        .prefetch_related("project__adults__person", "project__communes")
        .order_by("answer_due_at", "pk")
    )
    for sponsorship in sponsorships[:FEW]:
        facts = facts_of_household(sponsorship.project)
        yield Todo(
            title=_("Accompagner %(who)s ?") % {"who": household_title(facts)},
            detail=people_words(facts.adults, facts.children),
            action=_("Répondre"),
            url=reverse("sponsorship", args=[sponsorship.pk]),
            urgency="late" if sponsorship.answer_due_at <= timezone.now() else "soon",
            due_at=sponsorship.answer_due_at,
        )


@todo_provider
@only_with(SponsorProfile, "person")
def offers_to_answer(person: Person) -> Iterator[Todo]:
    """Yields the to-dos of a person who was proposed as a sponsor and has not answered; one
    query.
    """
    profiles = SponsorProfile.objects.filter(
        person=person, status=SponsorProfile.Status.OFFERED
    ).select_related("commune")
    for profile in profiles[:FEW]:
        yield Todo(
            title=_("Parrainer %(at_commune)s ?") % {"at_commune": at_name(profile.commune.name)},
            detail=_("La commune a pensé à vous pour accueillir ceux qui arrivent."),
            action=_("Répondre"),
            url=reverse("sponsoring"),
        )


@todo_provider
def sponsors_to_approve(person: Person) -> Iterator[Todo]:
    """Yields a coordinator's to-dos: volunteers to confirm, and households with no sponsor left to
    request.
    """
    if not coordinates_anything(person):
        return
    reach = reach_of(person, Role.COORDINATOR)
    waiting = SponsorProfile.objects.filter(
        status=SponsorProfile.Status.REQUESTED,
        commune__in=Commune.objects.filter(reach.communes_within()),
    ).select_related("person", "commune")
    for profile in waiting[:FEW]:
        words = {"name": str(profile.person), "at_commune": at_name(profile.commune.name)}
        yield Todo(
            title=_("%(name)s veut bien parrainer %(at_commune)s") % words,
            detail=_("Rien ne lui est proposé avant votre accord."),
            action=_("Confirmer"),
            url=reverse("sponsor_list"),
        )
    sponsorships = Sponsorship.objects.filter(project=OuterRef("pk"))
    alone = (
        projects_followed_by(person)
        .open()
        .filter(
            Exists(sponsorships.filter(status__in=["declined", "withdrawn"])),
            ~Exists(sponsorships.filter(status__in=["proposed", "active", "ended"])),
        )
        .order_by("sent_at", "pk")
    )
    for project in alone[:FEW]:
        yield Todo(
            title=_("%(household)s : personne pour les parrainer") % {"household": project.name},
            detail=_("Ceux que nous pouvions solliciter ont décliné ou n’ont pas répondu."),
            action=_("Ouvrir le dossier"),
            url=f"{project.get_absolute_url()}#parrain",
            urgency="soon",
        )
