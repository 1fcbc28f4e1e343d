"""Pages of the homes of a household: followed from their own pages, updated and annotated on its
page.
"""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.files.calendars import calendar_feed
from bocage.foundation.http.access import signed_in
from bocage.foundation.http.actions import refusals_on
from bocage.housing.models import Dwelling, Lead
from bocage.people.signed_in import current_person
from bocage.welcome.homes.followed_homes import line_of, visit_of
from bocage.welcome.homes.forms import HomeMoveForm, HomeNoteForm
from bocage.welcome.homes.models import FollowedHome
from bocage.welcome.homes.moves import moves_of_home
from bocage.welcome.homes.operations.homes import (
    follow_home,
    move_home,
    note_home,
    stop_following_home,
)
from bocage.welcome.projects.lookups import own_project_of


@signed_in
@require_POST
def own_home_follow(request: HttpRequest, kind: str, home_id: UUID) -> HttpResponse:
    """Adds a home to those that the household follows, from its page (« Suivre ce logement »)."""
    home: Dwelling | Lead = (
        get_object_or_404(Lead, pk=home_id)
        if kind == "piste"
        else get_object_or_404(Dwelling, pk=home_id)
    )
    followed = follow_home(by=current_person(request), project=own_project_of(request), home=home)
    messages.success(request, _("Ce logement est parmi ceux que vous suivez."))
    return redirect("own_home", followed.pk)


@signed_in
@never_cache
@require_safe
def own_home(request: HttpRequest, home_id: UUID) -> HttpResponse:
    """Shows a home that the household follows, with its mark and notes."""
    home = _home(request, home_id)
    return _render_page(request, home, move=_move_form(home), note=_note_form(home))


@signed_in
@require_POST
def own_home_move(request: HttpRequest, home_id: UUID) -> HttpResponse:
    """Sets the status of a home for the household."""
    home = _home(request, home_id)
    form = HomeMoveForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            move_home(by=current_person(request), home=home, **form.cleaned_data)
            messages.success(request, _("C’est noté."))
            return redirect("own_home", home.pk)
    return _render_page(request, home, move=form, note=_note_form(home), status=422)


@signed_in
@require_POST
def own_home_note(request: HttpRequest, home_id: UUID) -> HttpResponse:
    """Notes and a mark, for the household alone."""
    home = _home(request, home_id)
    form = HomeNoteForm(request.POST)
    if form.is_valid():
        note_home(by=current_person(request), home=home, **form.cleaned_data)
        messages.success(request, _("Vos notes sont gardées."))
        return redirect("own_home", home.pk)
    return _render_page(request, home, move=_move_form(home), note=form, status=422)


@signed_in
@require_POST
def own_home_forget(request: HttpRequest, home_id: UUID) -> HttpResponse:
    """Stops following a home."""
    stop_following_home(by=current_person(request), home=_home(request, home_id))
    messages.success(request, _("Ce logement n’est plus suivi."))
    return redirect(reverse("own_project") + "#logements")


@signed_in
@never_cache
@require_safe
def own_home_calendar(request: HttpRequest, home_id: UUID) -> HttpResponse:
    """Returns the visit of a home as a calendar event."""
    home = _home(request, home_id)
    visit = visit_of(line_of(home))
    if visit is None:
        raise Http404
    content = calendar_feed([visit], name=visit.summary)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="visite-{home.pk}.ics"'
    return response


def _home(request: HttpRequest, home_id: UUID) -> FollowedHome:
    homes = FollowedHome.objects.select_related(
        "project", "dwelling__commune", "lead__commune", "added_by"
    )
    return get_object_or_404(homes, pk=home_id, project=own_project_of(request))


def _move_form(home: FollowedHome) -> HomeMoveForm:
    visit = home.visit_at
    return HomeMoveForm(
        initial={
            "status": home.status,
            "visit_at": timezone.localtime(visit) if visit is not None else None,
        }
    )


def _note_form(home: FollowedHome) -> HomeNoteForm:
    return HomeNoteForm(initial={"notes": home.notes, "mark": home.mark})


def _render_page(
    request: HttpRequest,
    home: FollowedHome,
    *,
    move: HomeMoveForm,
    note: HomeNoteForm,
    status: int = 200,
) -> HttpResponse:
    context = {
        "line": line_of(home),
        "home": home,
        "moves": moves_of_home(home),
        "move_form": move,
        "note_form": note,
    }
    return render(request, "welcome/homes/own_home.html", context, status=status)
