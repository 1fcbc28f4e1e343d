"""Signed actions of registered people: answers given by one click in a mail."""

from datetime import timedelta
from typing import ClassVar

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.http.signed_actions import Outcome, signed_action
from bocage.network.gatherings.operations.kind import GATHERINGS
from bocage.registrations.models import Event
from bocage.registrations.signed_actions import ConfirmRegistration, EventAction, LeaveEvent
from bocage.registrations.words import place_words


class _GatheringAction(EventAction):
    kind = GATHERINGS
    over: ClassVar[Promise] = gettext_lazy("Cette rencontre est passée ou annulée.")
    page_label: ClassVar[Promise] = gettext_lazy("Voir la rencontre")

    def left_outcome(self, event: Event) -> Outcome:
        return Outcome(
            title=_("C’est noté : vous ne venez pas"),
            explanation=place_words(event),
            link=reverse("gathering_list"),
            link_label=_("Voir les autres rencontres"),
        )


@signed_action("network.confirm_registration", max_age=timedelta(days=3))
class ConfirmGathering(_GatheringAction, ConfirmRegistration):
    """« Confirmer mon inscription » to a gathering."""


@signed_action("network.leave_gathering", max_age=timedelta(days=400))
class LeaveGathering(_GatheringAction, LeaveEvent):
    """« Je ne viens plus » to a gathering."""
