"""Dashboard blocks of the club."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from bocage.network.members.models.members import Member
from bocage.people.dashboard import Todo, add_item, todo_provider
from bocage.people.models import Person

add_item(
    label=_("Le club"),
    url_name="club_members",
    icon="network",
    rank=50,
    group="together",
    covers=(
        "club_requests",
        "club_gatherings",
        "contact_reports",
        "club_pairs",
        "club_skills",
        "club_help_posts",
        "club_ideas",
        "mailing_list",
        "refused_addresses",
        "club_life",
    ),
    right="network.run_a_club",
)
add_item(
    label=_("Ma fiche au club"),
    url_name="own_membership",
    icon="network",
    rank=40,
    group="own",
    covers=("own_pairs",),
)


@todo_provider
def members_to_answer(person: Person) -> Iterator[Todo]:
    """Yields a to-do for a person who runs a club: the requests to join it; one query."""
    if not person.has_perm("network.run_a_club"):
        return
    count = Member.objects.run_by(person).filter(status=Member.Status.REQUESTED).count()
    if count:
        title = ngettext(
            "%(count)d personne demande à rejoindre le club",
            "%(count)d personnes demandent à rejoindre le club",
            count,
        )
        yield Todo(
            title=title % {"count": count},
            detail=_("Une réponse rapide est un premier accueil."),
            action=_("Lire les demandes"),
            url=reverse("club_requests"),
            urgency="soon",
        )
