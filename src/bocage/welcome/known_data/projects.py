"""What the welcome keeps of a household and of its adults, told to them."""

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bocage.foundation.formatting.written_dates import written_day
from bocage.people.known_data import KnownRow, KnownRows, known_section
from bocage.people.models import Person
from bocage.welcome.followed_homes import line_of
from bocage.welcome.home_moves import line_of_move
from bocage.welcome.models.drafts import HouseholdInvitation, ProjectDraft
from bocage.welcome.models.homes import FollowedHome, FollowedHomeMove, HomesTold
from bocage.welcome.models.messages import ProjectConsent, ProjectMessage
from bocage.welcome.models.projects import HouseholdAdult, ProjectView
from bocage.welcome.project_notices import people_in_short


@known_section(name="projects", title=gettext_lazy("Votre projet d’installation"), rank=40)
def project_rows(person: Person, most: int | None) -> KnownRows:
    """The projects of somebody's households, whole, and what waits to be sent; three queries."""
    shared = HouseholdAdult.objects.filter(person=person).select_related("project")
    for adult in shared.order_by("-joined_at", "pk")[:most]:
        yield KnownRow(
            title=adult.project.name,
            detail=[
                people_in_short(adult.project),
                adult.project.origin,
                adult.project.trade,
                adult.project.phone,
                adult.project.words,
                adult.project.worries,
                str(adult.project.get_stage_display()),
                _("depuis le %(day)s") % {"day": written_day(adult.joined_at)},
            ],
            url=reverse("own_project"),
        )
    waiting = ProjectDraft.objects.filter(email=person.email, confirmed_at=None)
    for draft in waiting.order_by("-saved_at", "pk")[:most]:
        yield KnownRow(
            title=_("Un projet à confirmer"),
            detail=_("gardé un mois, depuis le %(day)s") % {"day": written_day(draft.saved_at)},
        )
    invited = HouseholdInvitation.objects.filter(email=person.email).select_related("invited_by")
    for invitation in invited.order_by("-invited_at", "pk")[:most]:
        yield KnownRow(
            title=_("Une invitation à partager un projet"),
            detail=f"{invitation.invited_by} · {written_day(invitation.invited_at)}",
        )


@known_section(
    name="project_messages",
    title=gettext_lazy("Vos messages sur des projets"),
    rank=41,
    named_in=("welcome.ProjectMessage.author",),
)
def message_rows(person: Person, most: int | None) -> KnownRows:
    """What somebody wrote about projects, whole, the latest first; one query."""
    written = ProjectMessage.objects.filter(author=person).order_by("-written_at", "pk")
    for one in written[:most]:
        yield KnownRow(
            title=written_day(one.written_at), detail=f"{one.get_way_display()} · {one.words}"
        )


@known_section(
    name="project_consents",
    title=gettext_lazy("Vos accords"),
    rank=42,
    named_in=("welcome.ProjectConsent.person",),
)
def consent_rows(person: Person, most: int | None) -> KnownRows:
    """What somebody agreed to, and took back; one query."""
    given = ProjectConsent.objects.filter(person=person).order_by("-given_at", "pk")
    for consent in given[:most]:
        yield KnownRow(
            title=capfirst(str(consent.get_use_display())),
            detail=_("donné le %(day)s") % {"day": written_day(consent.given_at)}
            if consent.withdrawn_at is None
            else _("donné le %(day)s, repris le %(end)s")
            % {"day": written_day(consent.given_at), "end": written_day(consent.withdrawn_at)},
            url=reverse("own_project"),
        )


@known_section(
    name="project_homes",
    title=gettext_lazy("Les logements que vous suivez"),
    rank=43,
    named_in=("welcome.HouseholdAdult.person",),
)
def home_rows(person: Person, most: int | None) -> KnownRows:
    """The homes that somebody's households follow, with their notes; one query."""
    followed = (
        FollowedHome.objects.filter(project__adults__person=person)
        .select_related("dwelling__commune", "lead__commune")
        .defer("dwelling__description", "dwelling__search_vector")
        .order_by("-changed_at", "pk")
    )
    for line in map(line_of, followed[:most]):
        yield KnownRow(
            title=line.title,
            detail=[
                line.state,
                f"{line.home.mark} / 5" if line.home.mark else "",
                line.home.notes,
            ],
            url=reverse("own_home", args=[line.home.pk]),
        )


@known_section(
    name="project_home_moves",
    title=gettext_lazy("L’histoire des logements que vous avez suivis"),
    rank=43,
    named_in=("welcome.HouseholdAdult.person",),
)
def home_move_rows(person: Person, most: int | None) -> KnownRows:
    """What somebody's households did with homes, also those let go, the latest first; one query."""
    moves = FollowedHomeMove.objects.filter(project__adults__person=person)
    for move in moves.order_by("-moved_at", "-pk")[:most]:
        yield KnownRow(
            title=move.home_words,
            detail=f"{line_of_move(move).title} · {written_day(move.moved_at)}",
        )


@known_section(
    name="project_homes_told",
    title=gettext_lazy("Les alertes de logements envoyées à votre ménage"),
    rank=43,
    named_in=("welcome.HouseholdAdult.person",),
)
def told_home_rows(person: Person, most: int | None) -> KnownRows:
    """The alerts that somebody's households were sent, the latest first; one query."""
    told = HomesTold.objects.filter(project__adults__person=person)
    for one in told.order_by("-told_at", "-pk")[:most]:
        yield KnownRow(
            title=written_day(one.told_at),
            detail=ngettext("%(count)d logement", "%(count)d logements", one.homes)
            % {"count": one.homes},
        )


@known_section(
    name="project_views",
    title=gettext_lazy("Les dossiers de ménages que vous avez ouverts"),
    rank=44,
    named_in=("welcome.ProjectView.person",),
)
def view_rows(person: Person, most: int | None) -> KnownRows:
    """The files of households that somebody opened, the latest first; one query."""
    views = ProjectView.objects.filter(person=person).select_related("project")
    for view in views[:most]:
        yield KnownRow(
            title=view.project.name or _("Un projet effacé"), detail=written_day(view.viewed_at)
        )
