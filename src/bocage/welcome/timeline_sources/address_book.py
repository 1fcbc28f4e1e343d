"""What was asked of people who help, and what they answered."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from bocage.welcome.models.address_book import HelpRequest
from bocage.welcome.projects.contents import rows_of
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.timeline import TimelineEntry, timeline_source


@timeline_source
def help_asked(project: SettlementProject) -> Iterator[TimelineEntry]:
    """One query. The household sees who said yes to it."""
    requests = rows_of(project, HelpRequest.objects.filter(project=project)).select_related(
        "helper", "asked_by"
    )
    for request in requests:
        name = {"name": request.helper.name, "person": request.helper.name}
        yield TimelineEntry(
            at=request.asked_at,
            kind="helper",
            title=_("Coup de main demandé à %(person)s") % name,
            detail=request.words,
            by=request.asked_by.name if request.asked_by else "",
        )
        if request.answered_at is not None:
            is_yes = request.answer == HelpRequest.Answer.YES
            yield TimelineEntry(
                at=request.answered_at,
                kind="helper",
                title=(_("%(name)s peut aider") if is_yes else _("%(name)s ne peut pas aider"))
                % name,
                detail=request.answer_words,
                by=request.helper.name,
                is_shown_to_household=is_yes,
            )
        if request.thanked_at is not None:
            yield TimelineEntry(
                at=request.thanked_at, kind="helper", title=_("%(name)s est remercié(e)") % name
            )
