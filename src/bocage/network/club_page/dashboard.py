"""Dashboard blocks of the club: tasks pending for its organisers."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from bocage.network.help_board.models import HelpPost, HelpPostReport
from bocage.network.ideas.models import Idea
from bocage.network.mailings.models import Mailing, RefusedAddress
from bocage.network.mailings.presentation import clubs_run_by
from bocage.people.dashboard import Todo, todo_provider
from bocage.people.models import Person


@todo_provider
def club_between_meetings(person: Person) -> Iterator[Todo]:
    """Yields the to-dos of a person who runs a club: reported help posts, unanswered ideas, draft
    digests, and addresses that no longer exist; four queries.
    """
    if not person.has_perm("network.run_a_club"):
        return
    yield from _reported_help_posts(person)
    yield from _ideas(person)
    yield from _digests(person)
    yield from _refused_addresses(person)


def _reported_help_posts(person: Person) -> Iterator[Todo]:
    reports = HelpPostReport.objects.filter(
        handled_at=None, help_post__in=HelpPost.objects.run_by(person)
    )
    count = reports.values("help_post").distinct().count()
    if count:
        title = ngettext(
            "%(count)d annonce d’entraide est signalée",
            "%(count)d annonces d’entraide sont signalées",
            count,
        )
        yield Todo(
            title=title % {"count": count},
            detail=_("À masquer avec une raison, ou à laisser."),
            action=_("Regarder"),
            url=reverse("club_help_posts"),
            urgency="soon",
        )


def _ideas(person: Person) -> Iterator[Todo]:
    count = Idea.objects.public().run_by(person).filter(state=Idea.State.NEW).count()
    if count:
        title = ngettext(
            "%(count)d idée attend une réponse", "%(count)d idées attendent une réponse", count
        )
        yield Todo(
            title=title % {"count": count},
            detail=_("Même un non, avec sa raison, vaut mieux qu’un silence."),
            action=_("Répondre"),
            url=reverse("club_ideas"),
        )


def _digests(person: Person) -> Iterator[Todo]:
    drafts = Mailing.objects.run_by(person).filter(
        kind=Mailing.Kind.DIGEST, status=Mailing.Status.DRAFT
    )
    for digest in drafts.order_by("month", "pk"):
        yield Todo(
            title=_("La lettre du club est à relire : %(subject)s") % {"subject": digest.subject},
            detail=_("Elle vous attend pour partir."),
            action=_("Relire"),
            url=digest.get_absolute_url(),
        )


def _refused_addresses(person: Person) -> Iterator[Todo]:
    count = RefusedAddress.objects.filter(
        person__membership__commune__departement__in=clubs_run_by(person).values("pk")
    ).count()
    if count:
        title = ngettext(
            "%(count)d membre n’a plus d’adresse qui marche",
            "%(count)d membres n’ont plus d’adresse qui marche",
            count,
        )
        yield Todo(
            title=title % {"count": count},
            detail=_("Les annonces ne leur sont plus envoyées."),
            action=_("Voir lesquels"),
            url=reverse("refused_addresses"),
        )
