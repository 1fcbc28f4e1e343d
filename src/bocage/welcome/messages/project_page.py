"""Messages, calls and notes in the timeline of a project."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bocage.welcome.projects.contents import rows_of
from bocage.welcome.projects.mails.messages import left_out_words
from bocage.welcome.projects.models.messages import ProjectMessage
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.timeline import Kind, TimelineEntry, timeline_source

Channel = ProjectMessage.Channel
FOR_THE_TEAM = (Channel.CALL, Channel.MEETING, Channel.NOTE)


@timeline_source
def messages(project: SettlementProject) -> Iterator[TimelineEntry]:
    """Yields a timeline entry for each message of the thread, call, meeting and note; one query."""
    for message in rows_of(project, ProjectMessage.objects.filter(project=project)).select_related(
        "author"
    ):
        kind: Kind = "note" if message.channel in FOR_THE_TEAM else "message"
        yield TimelineEntry(
            at=message.written_at,
            kind=kind,
            title=_title(message),
            detail=_detail(message),
            by=str(message.author) if message.author is not None else "",
            is_shown_to_household=message.channel not in FOR_THE_TEAM,
        )


def _detail(message: ProjectMessage) -> str:
    if not message.left_out:
        return message.words
    return f"{message.words}\n\n{left_out_words(', '.join(message.left_out))}"


def _title(message: ProjectMessage) -> str:
    match message.channel:
        case Channel.CALL:
            return _("Appel")
        case Channel.MEETING:
            return pgettext("in person", "Rencontre")
        case Channel.NOTE:
            return _("Note")
        case Channel.MAIL if message.is_from_household:
            return _("Message du ménage, par courriel")
    return _("Message du ménage") if message.is_from_household else _("Message au ménage")
