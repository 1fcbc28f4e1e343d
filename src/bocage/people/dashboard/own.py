"""Entries of the people room in the Espace: account, mandates, settings."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bocage.people.dashboard.registry import Todo, add_item, todo_provider
from bocage.people.models import Person

add_item(label=_("Aujourd’hui"), url_name="espace", icon="home", rank=0)
add_item(
    label=_("Mandats"),
    url_name="mandate_list",
    icon="people",
    rank=80,
    group="rules",
    right="people.see_mandates",
)
add_item(
    label=_("Réglages"),
    url_name="instance_settings",
    icon="settings",
    rank=90,
    group="rules",
    right="people.update_instance_settings",
)
add_item(
    label=_("État de l’instance"),
    url_name="instance_state",
    icon="speed",
    rank=91,
    group="rules",
    right="people.operate_instance",
)
add_item(
    label=_("Historique"),
    url_name="history_list",
    icon="clock",
    rank=92,
    group="rules",
    right="people.operate_instance",
)
add_item(label=_("Mon compte"), url_name="account", icon="person", rank=95, group="own")


@todo_provider
def account_to_complete(person: Person) -> Iterator[Todo]:
    """Yields a to-do to people who have not given their name."""
    if not person.name:
        yield Todo(
            title=_("Dites comment vous appeler"),
            detail=_("Votre nom accompagne vos réservations et vos messages."),
            action=_("Compléter"),
            url=reverse("account"),
        )
