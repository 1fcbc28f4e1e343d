"""Views of one's own gatherings: registrations, and the calendar feed that lists them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.http.access import permitted, public, require_safe_or_post, signed_in
from bocage.foundation.http.actions import refusals_on, render_form
from bocage.network.gatherings.feeds import feed_of, registrations_of
from bocage.network.gatherings.forms import ProposalForm
from bocage.network.gatherings.models.gatherings import Gathering
from bocage.network.gatherings.models.registrations import GatheringCalendar
from bocage.network.gatherings.operations.proposals import propose_gathering
from bocage.people.signed_in import current_person
from bocage.people.views.own_calendars import followed_calendar, save_calendar, shown_calendar
from bocage.registrations.words import when_words


@signed_in
@require_safe
def own_gatherings(request: HttpRequest) -> HttpResponse:
    """Shows the signed-in person's registrations, their pending proposals, and the secret address
    of their calendar.
    """
    person = current_person(request)
    registrations = registrations_of(person, timezone.now())
    proposals = Gathering.objects.filter(
        proposed_by=person, status=Gathering.Status.DRAFT, starts_at__gt=timezone.now()
    )
    context = {
        "proposals": [
            (proposal, when_words(proposal)) for proposal in proposals.order_by("starts_at", "pk")
        ],
        "may_propose": person.has_perm("network.propose_gathering"),
        "registrations": [
            (registration, when_words(registration.event)) for registration in registrations
        ],
        **shown_calendar(GatheringCalendar, person, page="own_gathering_feed"),
    }
    return render(request, "network/gatherings/own.html", context)


@permitted("network.propose_gathering")
@require_safe_or_post
def gathering_propose(request: HttpRequest) -> HttpResponse:
    """Proposes a gathering, by a member, to the people who run the club."""
    form = ProposalForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            propose_gathering(by=current_person(request), plan=form.plan())
            messages.success(request, _("C’est proposé : l’animateur du club vous répondra."))
            return redirect("own_gatherings")
    return render_form(request, "network/gatherings/propose.html", form)


@signed_in
@require_POST
def own_gathering_calendar(request: HttpRequest) -> HttpResponse:
    """Creates, replaces or deletes the address of one's own calendar feed."""
    save_calendar(request, GatheringCalendar, current_person(request))
    return redirect("own_gatherings")


@public
@require_safe
def own_gathering_feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """Returns the calendar feed of a secret address; 304 if the client has this version."""
    return followed_calendar(request, GatheringCalendar, token, feed_of)
