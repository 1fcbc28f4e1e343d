"""Dashboard blocks of the club's messages."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from bocage.network.messages.presentation import unread_conversations
from bocage.network.messages.reports import open_reports
from bocage.people.dashboard import Todo, add_item, todo_provider
from bocage.people.models import Person

add_item(
    label=_("Mes échanges"),
    url_name="conversation_list",
    icon="mail",
    rank=41,
    group="own",
)


@todo_provider
def messages_to_read(person: Person) -> Iterator[Todo]:
    """Yields a to-do for the unread conversations of a person; one query."""
    count = unread_conversations(person).count()
    if count:
        title = ngettext(
            "%(count)d personne vous a écrit par le club",
            "%(count)d personnes vous ont écrit par le club",
            count,
        )
        yield Todo(
            title=title % {"count": count},
            detail=_("Répondez sur la page : votre adresse n’est pas montrée."),
            action=_("Lire"),
            url=reverse("conversation_list"),
            urgency="normal",
        )


@todo_provider
def reports_to_read(person: Person) -> Iterator[Todo]:
    """Yields a to-do for a person who runs a club: the reported messages; one query."""
    if not person.has_perm("network.run_a_club"):
        return
    count = open_reports(person).count()
    if count:
        title = ngettext("%(count)d message est signalé", "%(count)d messages sont signalés", count)
        yield Todo(
            title=title % {"count": count},
            detail=_("Quelqu’un attend que vous le lisiez."),
            action=_("Lire"),
            url=reverse("contact_reports"),
            urgency="soon",
        )
