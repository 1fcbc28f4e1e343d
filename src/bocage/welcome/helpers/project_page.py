"""Additions of helpers to the pages of a project: a section and timeline entries."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from bocage.people.models import Person
from bocage.welcome.helpers.models import HelpRequest
from bocage.welcome.helpers.proposals import proposals_for
from bocage.welcome.projects.contents import known_uses, rows_of
from bocage.welcome.projects.models.messages import ProjectConsent
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.sections import add_file_section, add_household_section
from bocage.welcome.projects.timeline import TimelineEntry, timeline_source

Answer = HelpRequest.Answer


def help_on_the_file(project: SettlementProject, person: Person) -> dict[str, Any] | None:
    """Returns, for the project's file, its help requests, and the helpers available for its needs;
    None for people who do not follow the project.
    """
    if not person.has_perm("welcome.follow_project", project):
        return None
    requests = list(
        rows_of(project, HelpRequest.objects.filter(project=project)).select_related(
            "helper__commune", "requested_by"
        )
    )
    may_ask = project.is_open and ProjectConsent.Use.HELPERS in known_uses(project)
    return {
        "project": project,
        "requests": [{"request": request, "state": state_words(request)} for request in requests],
        "may_ask": may_ask,
        "needs": proposals_for(project, by=person) if may_ask else [],
    }


def help_of_the_household(project: SettlementProject, _person: Person) -> dict[str, Any] | None:
    """Returns, for the household's page, the helpers who agreed to help, with their contact
    details; None if there are none.
    """
    help_requests = rows_of(project, HelpRequest.objects.filter(project=project, answer=Answer.YES))
    requests = list(help_requests.select_related("helper__commune"))
    return {"requests": requests} if requests else None


def state_words(request: HelpRequest) -> str:
    """Returns the status of a help request, as the welcome team reads it."""
    if request.answer == Answer.YES:
        return _("a dit oui")
    if request.answer == Answer.NO:
        return _("pas cette fois")
    if request.withdrawn_at is not None:
        return _("demande retirée")
    days = (timezone.now() - request.requested_at).days
    return _("attend depuis %(days)d j") % {"days": days} if days else _("demandé aujourd’hui")


add_file_section(
    name="helpers",
    title=pgettext_lazy("section", "Aides"),
    template="welcome/helpers/file_section.html",
    rank=55,
    context=help_on_the_file,
)
add_household_section(
    name="helpers",
    title=pgettext_lazy("section", "Aides"),
    template="welcome/helpers/household_section.html",
    rank=55,
    context=help_of_the_household,
)


@timeline_source
def help_timeline(project: SettlementProject) -> Iterator[TimelineEntry]:
    """Yields the timeline entries of help requests, with one query. The household sees only the
    helpers who agreed.
    """
    requests = rows_of(project, HelpRequest.objects.filter(project=project)).select_related(
        "helper", "requested_by"
    )
    for request in requests:
        name = {"name": request.helper.name, "person": request.helper.name}
        yield TimelineEntry(
            at=request.requested_at,
            kind="helper",
            title=_("Coup de main demandé à %(person)s") % name,
            detail=request.words,
            by=request.requested_by.name if request.requested_by else "",
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
