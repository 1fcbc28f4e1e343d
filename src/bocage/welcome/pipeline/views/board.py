"""Pages of the projects: the board by stage, the list as a table, the saved filters."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.http.access import permitted
from bocage.foundation.http.actions import flash_outcome
from bocage.people.models import Person, Role
from bocage.people.policies import reach_of
from bocage.people.signed_in import current_person
from bocage.welcome.pipeline.board import board_of, cards_of, urgent_first, with_people
from bocage.welcome.pipeline.board_filters import narrowed
from bocage.welcome.pipeline.errors.boards import NothingToSave
from bocage.welcome.pipeline.exports import PROJECTS
from bocage.welcome.pipeline.forms.board import BoardFilterForm, SaveFilterForm, epcis_within
from bocage.welcome.pipeline.models.boards import SavedFilter
from bocage.welcome.pipeline.operations.boards import forget_filter, save_filter
from bocage.welcome.projects.policies import projects_followed_by
from bocage.welcome.projects.team import coordinators_within

PROJECTS_PER_PAGE = 50
PAGES = {"board": "project_board", "list": "project_list"}


@permitted("welcome.see_board")
@never_cache
@require_safe
def project_board(request: HttpRequest) -> HttpResponse:
    """Shows the projects by stage, late ones first."""
    person, now = current_person(request), timezone.now()
    form = _form(request, person)
    projects = narrowed(projects_followed_by(person), form.understood(), person, now)
    context = {"board": board_of(projects, now), **_around(request, person, form)}
    return render(request, "welcome/pipeline/board.html", context)


@permitted("welcome.see_board")
@never_cache
@require_safe
def project_list(request: HttpRequest, extension: str = "") -> HttpResponseBase:
    """Shows the board as a table, late projects first, or exports it as a file."""
    person, now = current_person(request), timezone.now()
    form = _form(request, person)
    matches = narrowed(projects_followed_by(person), form.understood(), person, now)
    projects = matches.with_a_file()
    ordered = urgent_first(with_people(projects))
    if extension:
        return PROJECTS.file(extension, cards_of(ordered, now))
    paginator = Paginator(ordered, PROJECTS_PER_PAGE)
    # The count omits the joins to people and the unread messages.
    paginator.count = projects.order_by().count()
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "page": page,
        "cards": cards_of(page.object_list, now),
        "erased": matches.order_by().filter(erased_at__isnull=False).count(),
        **_around(request, person, form),
    }
    return render(request, "welcome/pipeline/list.html", context)


@permitted("welcome.see_board")
@require_POST
def filter_save(request: HttpRequest) -> HttpResponse:
    """Saves the current filter under a name."""
    form = SaveFilterForm(request.POST)
    with flash_outcome(request):
        if not form.is_valid():
            raise NothingToSave
        query = form.cleaned_data["query"]
        saved = save_filter(by=current_person(request), name=form.cleaned_data["name"], query=query)
        messages.success(request, _("« %(name)s » est gardé.") % {"name": saved.name})
        return redirect(f"{reverse(_requested_page(request))}?{query}")
    return redirect(_requested_page(request))


@permitted("welcome.see_board")
@require_POST
def filter_forget(request: HttpRequest, filter_id: int) -> HttpResponse:
    """Deletes one of the person's own filters."""
    forget_filter(by=current_person(request), filter_id=filter_id)
    messages.success(request, _("Le filtre est retiré."))
    return redirect(_requested_page(request))


def _form(request: HttpRequest, person: Person) -> BoardFilterForm:
    reach = reach_of(person, Role.COORDINATOR)
    return BoardFilterForm(request.GET, team=coordinators_within(reach), epcis=epcis_within(reach))


def _around(request: HttpRequest, person: Person, form: BoardFilterForm) -> dict[str, Any]:
    """Returns the context shared by the board and the list: the filters, and the link to the other
    page.
    """
    query = request.GET.copy()
    for word in [word for word in query if not query[word] or word == "page"]:
        del query[word]
    address = query.urlencode()
    saved_filters = list(SavedFilter.objects.filter(person=person))
    return {
        "form": form,
        "query": address,
        "is_narrowed": any(form.cleaned_data.values()),
        "filters": saved_filters,
        "filter_shown": next(
            (saved_filter for saved_filter in saved_filters if saved_filter.query == address), None
        ),
    }


def _requested_page(request: HttpRequest) -> str:
    return PAGES.get(request.POST.get("page", ""), "project_board")
