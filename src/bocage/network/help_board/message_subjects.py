"""Help posts of the help board, named beside the messages that answer them."""

from bocage.network.help_board.models import HelpPost, HelpPostAnswer
from bocage.network.messages.models import ConversationMessage
from bocage.network.messages.presentation import MessageSubject, add_message_subjects


def answered_help_post(message: ConversationMessage) -> MessageSubject | None:
    """Returns the help post that a message answers, or None; a hidden help post has no address."""
    answer: HelpPostAnswer | None = getattr(message, "help_post_answer", None)
    if answer is None:
        return None
    help_post = answer.help_post
    is_hidden = help_post.status == HelpPost.Status.HIDDEN
    return MessageSubject(help_post.title, "" if is_hidden else help_post.get_absolute_url())


add_message_subjects(relation="help_post_answer__help_post", read=answered_help_post)
