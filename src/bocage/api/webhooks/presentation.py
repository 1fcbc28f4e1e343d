"""Labels of the subjects and the answers of webhooks."""

import json
from http import HTTPStatus
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bocage.api.webhooks.models import WebhookAttempt
from bocage.api.webhooks.payloads import TEST
from bocage.api.webhooks.registry import public_event, subscribing_roles
from bocage.foundation.http.fetching import REFUSALS
from bocage.people.models import Person, Role, Scope
from bocage.people.policies import mandates_of

ANSWERS: dict[str, str | Promise] = {
    "address_not_allowed": _("L’adresse mène désormais à un réseau privé : rien n’a été envoyé."),
    "host_unknown": _("Le serveur est introuvable."),
    "unreachable": _("Le serveur n’a pas répondu, ou a mal répondu."),
    "too_slow": _("Le serveur n’a pas répondu en dix secondes."),
}


def words_of_event(name: str) -> str:
    """Returns the displayed label of an event, or its name if it no longer exists."""
    if name == TEST:
        return gettext("Essai envoyé à la main")
    event = public_event(name)
    return str(event.label) if event else name


def words_of_answer(attempt: WebhookAttempt) -> str:
    """Returns the HTTP status with its usual text, or the sentence that explains why there was
    none.
    """
    if attempt.status is None:
        refusal = REFUSALS.get(attempt.error)
        return str(ANSWERS.get(attempt.error) or (refusal.default_sentence if refusal else ""))
    try:
        return f"{attempt.status} {HTTPStatus(attempt.status).phrase}"
    except ValueError:
        return str(attempt.status)


def format_payload(message: dict[str, Any]) -> str:
    """Formats a payload for display."""
    return json.dumps(message, ensure_ascii=False, indent=2)


def scopes_offered(person: Person) -> list[Scope]:
    """Lists the scopes on which a person may add a subscription, without duplicates, in the order
    of their mandates; no query if the mandates are already read.
    """
    roles = subscribing_roles() | {Role.ADMIN}
    scopes = {
        mandate.scope_id: mandate.scope for mandate in mandates_of(person) if mandate.role in roles
    }
    return list(scopes.values())
