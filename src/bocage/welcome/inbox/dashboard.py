"""To-dos of held mails, in the Espace."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bocage.people.dashboard import Todo, todo_provider
from bocage.people.models import Person, Role
from bocage.people.policies import holds_anywhere
from bocage.welcome.inbox.waiting_mails import mails_to_look_at


@todo_provider
def mails_to_sort(person: Person) -> Iterator[Todo]:
    """Yields the to-do of the welcome team for all received mails that need attention. One query,
    none for others.
    """
    if not holds_anywhere(person, (Role.COORDINATOR, Role.ADMIN)):
        return
    waiting = mails_to_look_at(person).count()
    if waiting:
        yield Todo(
            title=ngettext(
                "%(count)d courriel à regarder", "%(count)d courriels à regarder", waiting
            )
            % {"count": waiting},
            detail=_("Une autre adresse, un envoi non remis : rien n’est perdu."),
            action=_("Regarder"),
            url=reverse("held_mails"),
            urgency="soon",
        )
