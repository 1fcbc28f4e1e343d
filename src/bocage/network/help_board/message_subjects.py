"""Notices of the help board, named beside the messages that answer them."""

from bocage.network.help_board.models import Notice, NoticeAnswer
from bocage.network.messages.models import ConversationMessage
from bocage.network.messages.presentation import MessageSubject, add_message_subjects


def answered_notice(message: ConversationMessage) -> MessageSubject | None:
    """Returns the notice that a message answers, or None; a hidden notice has no address."""
    answer: NoticeAnswer | None = getattr(message, "notice_answer", None)
    if answer is None:
        return None
    notice = answer.notice
    is_hidden = notice.status == Notice.Status.HIDDEN
    return MessageSubject(notice.title, "" if is_hidden else notice.get_absolute_url())


add_message_subjects(relation="notice_answer__notice", read=answered_notice)
