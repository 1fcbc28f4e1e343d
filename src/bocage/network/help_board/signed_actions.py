"""Signed actions of a help post's author: answers given by one click in a mail."""

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
from bocage.network.help_board.models import HelpPost
from bocage.network.help_board.operations.help_board import prolong_help_post


@signed_action("network.prolong_help_post", max_age=timedelta(days=40))
class ProlongHelpPost(SignedAction):
    """The link « Prolonger » of the reminder."""

    def question(self, payload: Payload) -> Question | Outcome:
        help_post = _help_post_of(payload)
        until = _until(payload)
        if help_post.is_open and help_post.ends_on >= until:
            return _prolonged(help_post)
        return Question(
            title=_("Prolonger votre annonce ?"),
            explanation=help_post.title,
            answer=_("Oui, jusqu’au %(until)s") % {"until": format_date(until)},
        )

    def perform(self, payload: Payload) -> Outcome:
        help_post = _help_post_of(payload)
        return _prolonged(
            prolong_help_post(by=help_post.author, help_post=help_post, until=_until(payload))
        )


def _until(payload: Payload) -> date:
    return date.fromisoformat(str(payload["until"]))


def _prolonged(help_post: HelpPost) -> Outcome:
    return Outcome(
        title=_("Votre annonce reste sur le tableau"),
        explanation=_("Elle court jusqu’au %(until)s.") % {"until": format_date(help_post.ends_on)},
        link=help_post.get_absolute_url(),
        link_label=_("Voir l’annonce"),
    )


def _help_post_of(payload: Payload) -> HelpPost:
    """Returns the help post of the link, if it can still be extended.

    Raises:
        NoLongerPossible: it is deleted or hidden, or its author is no longer a member.
    """
    help_posts = HelpPost.objects.exclude(status=HelpPost.Status.HIDDEN).select_related(
        "author", "commune"
    )
    help_post = help_posts.filter(
        pk=UUID(str(payload["help_post"])), author__is_active=True
    ).first()
    if help_post is None or not help_post.author.has_perm("network.publish_help_post"):
        raise NoLongerPossible
    return help_post
