"""Signed actions of a notice's author: answers given by one click in a mail."""

from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from bocage.foundation.formatting.times import format_date
from bocage.foundation.http.signed_actions import (
    NoLongerPossible,
    Outcome,
    Payload,
    Question,
    SignedAction,
    signed_action,
)
from bocage.network.help_board.models import Notice
from bocage.network.help_board.operations.help_board import prolong_notice


@signed_action("network.prolong_notice", max_age=timedelta(days=40))
class ProlongNotice(SignedAction):
    """The link « Prolonger » of the reminder."""

    def question(self, payload: Payload) -> Question | Outcome:
        notice = _notice_of(payload)
        until = _until(payload)
        if notice.is_open and notice.ends_on >= until:
            return _prolonged(notice)
        return Question(
            title=_("Prolonger votre annonce ?"),
            explanation=notice.title,
            answer=_("Oui, jusqu’au %(until)s") % {"until": format_date(until)},
        )

    def perform(self, payload: Payload) -> Outcome:
        notice = _notice_of(payload)
        return _prolonged(prolong_notice(by=notice.author, notice=notice, until=_until(payload)))


def _until(payload: Payload) -> date:
    return date.fromisoformat(str(payload["until"]))


def _prolonged(notice: Notice) -> Outcome:
    return Outcome(
        title=_("Votre annonce reste sur le tableau"),
        explanation=_("Elle court jusqu’au %(until)s.") % {"until": format_date(notice.ends_on)},
        link=notice.get_absolute_url(),
        link_label=_("Voir l’annonce"),
    )


def _notice_of(payload: Payload) -> Notice:
    """Returns the notice of the link, if it can still be extended.

    Raises:
        NoLongerPossible: it is deleted or hidden, or its author is no longer a member.
    """
    notices = Notice.objects.exclude(status=Notice.Status.HIDDEN).select_related(
        "author", "commune"
    )
    notice = notices.filter(pk=UUID(str(payload["notice"])), author__is_active=True).first()
    if notice is None or not notice.author.has_perm("network.publish_notice"):
        raise NoLongerPossible
    return notice
