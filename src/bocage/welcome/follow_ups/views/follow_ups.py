"""Pages of a follow-up: by the signed link of a mail, and during a call of the welcome team."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bocage.foundation.http.access import (
    finder,
    permitted,
    public,
    require_safe_or_post,
    secret_address,
    target_of,
)
from bocage.foundation.http.actions import (
    redirect_to_thanks,
    refusals_on,
    render_form,
    shows_thanks,
)
from bocage.people.limits import Limit, count_attempt
from bocage.people.models import Person
from bocage.people.signed_in import current_person, person_of_mail
from bocage.welcome.follow_ups.errors import FollowUpGone
from bocage.welcome.follow_ups.formatting import after_words
from bocage.welcome.follow_ups.forms import CalledForm, FollowUpForm
from bocage.welcome.follow_ups.links import follow_up_link
from bocage.welcome.follow_ups.models import FollowUp
from bocage.welcome.follow_ups.operations.follow_ups import answer_follow_up, note_call
from bocage.welcome.projects.access_log import recorded

ANSWERS = Limit(action="welcome.follow_up", amount=30, window=timedelta(hours=1))


find_follow_up = finder(
    FollowUp.objects.select_related("project__commune__epci", "project__departement").filter(
        project__erased_at=None
    ),
    follow_up_id="pk",
)
"""Finder of the follow-up of a URL, unless its household was erased."""


@public
@secret_address
@require_safe_or_post
def follow_up(request: HttpRequest, token: str) -> HttpResponse:
    """Shows and records the two-minute form, without an account. A GET changes nothing."""
    follow_up, person = _follow_up_of(token)
    form = FollowUpForm(request.POST) if request.method == "POST" else FollowUpForm.of(follow_up)
    if request.method == "POST":
        count_attempt(ANSWERS, token)
        if form.is_valid():
            with refusals_on(form, field="left_on"):
                answer_follow_up(by=person, follow_up=follow_up, answer=form.answer())
                return redirect_to_thanks(request)
    context = {
        "follow_up": follow_up,
        "after": after_words(follow_up.months),
        "commune": follow_up.project.commune,
        "is_done": shows_thanks(request) and follow_up.is_answered,
    }
    return render_form(request, "welcome/follow_ups/form.html", form, context)


@permitted("welcome.call_about_follow_up", on=find_follow_up)
@require_safe_or_post
@recorded
def follow_up_call(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows and records the form of a follow-up, filled in by the welcome team during a call."""
    follow_up, person = target_of(request, FollowUp), current_person(request)
    form = FollowUpForm(request.POST) if request.method == "POST" else FollowUpForm.of(follow_up)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form, field="left_on"):
            answer_follow_up(by=person, follow_up=follow_up, answer=form.answer())
            note_call(by=person, follow_up=follow_up)
            messages.success(request, _("Les nouvelles du ménage sont notées."))
            return redirect(f"{follow_up.project.get_absolute_url()}#suivis")
    adults = follow_up.project.adults.select_related("person")
    context = {
        "called_form": CalledForm(),
        "follow_up": follow_up,
        "after": after_words(follow_up.months),
        "project": follow_up.project,
        "adults": [adult.person for adult in adults],
    }
    return render_form(request, "welcome/follow_ups/call.html", form, context)


@permitted("welcome.call_about_follow_up", on=find_follow_up)
@require_POST
def follow_up_called(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Records a call that brought no answer."""
    follow_up = target_of(request, FollowUp)
    form = CalledForm(request.POST)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    note_call(by=current_person(request), follow_up=follow_up, words=words)
    messages.success(request, _("L’appel est noté."))
    return redirect(f"{follow_up.project.get_absolute_url()}#suivis")


def _follow_up_of(token: str) -> tuple[FollowUp, Person]:
    """Returns the follow-up and the reader of a link; the reader must still be of the household.

    Raises:
        FollowUpGone: the household was erased, or the reader is not of it any more.
    """
    key, reader = follow_up_link.read(token)
    follow_up = (
        FollowUp.objects.select_related("project__commune__epci", "project__departement")
        .filter(pk=key, project__erased_at=None)
        .first()
    )
    person = person_of_mail(UUID(reader))
    if follow_up is None or person is None:
        raise FollowUpGone
    if not person.has_perm("welcome.answer_follow_up", follow_up):
        raise FollowUpGone
    return follow_up, person
