"""What the room of people adds to the Espace: the account, the mandates, the settings."""

from collections.abc import Iterator

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bocage.people.espace.registry import EspaceItem, WaitingTask, add_item, waiting_tasks
from bocage.people.models import Person
from bocage.people.policies import demands_second_factor

add_item(EspaceItem(label=_("Aujourd’hui"), url_name="espace", icon="home", rank=0))
add_item(
    EspaceItem(
        label=_("Mandats"),
        url_name="mandate_list",
        icon="people",
        rank=80,
        group="rules",
        is_shown=lambda person: person.has_perm("people.see_mandates"),
    )
)
add_item(
    EspaceItem(
        label=_("Réglages"),
        url_name="instance_settings",
        icon="settings",
        rank=90,
        group="rules",
        is_shown=lambda person: person.has_perm("people.update_instance_settings"),
    )
)
add_item(
    EspaceItem(
        label=_("État de l’instance"),
        url_name="instance_state",
        icon="speed",
        rank=91,
        group="rules",
        is_shown=lambda person: person.has_perm("people.operate_instance"),
    )
)
add_item(
    EspaceItem(
        label=_("Historique"),
        url_name="history_list",
        icon="clock",
        rank=92,
        group="rules",
        is_shown=lambda person: person.has_perm("people.operate_instance"),
    )
)
add_item(EspaceItem(label=_("Mon compte"), url_name="account", icon="person", rank=95, group="own"))


@waiting_tasks
def account_to_complete(person: Person) -> Iterator[WaitingTask]:
    """A name that others can read, and the second factor that a mandate demands."""
    if not person.name:
        yield WaitingTask(
            title=_("Dites comment vous appeler"),
            detail=_("Votre nom accompagne vos réservations et vos messages."),
            action=_("Compléter"),
            url=reverse("account"),
        )
    if demands_second_factor(person) and not settings.BOCAGE.demo and not _has_key(person):
        yield WaitingTask(
            title=_("Ajoutez une clé d’accès"),
            detail=_("Les réglages de l’instance ne s’ouvrent qu’avec un second facteur."),
            action=_("Ajouter"),
            url=reverse("mfa_index"),
            urgency="soon",
        )


def _has_key(person: Person) -> bool:
    return Authenticator.objects.filter(user=person).exists()
