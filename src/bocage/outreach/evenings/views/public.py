"""Evenings in cities for everybody: those to come, the page of each, and coming to one."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from bocage.foundation.files.calendars import calendar_feed
from bocage.foundation.http.access import finder, public, require_safe_or_post
from bocage.foundation.http.actions import refusals_on, render_form
from bocage.foundation.http.attribution import code_received
from bocage.foundation.http.replica import allow_stale_second
from bocage.network.members.presentation import schema_script
from bocage.outreach.campaigns.contact_places import place_of_code
from bocage.outreach.evenings.forms import ComeForm
from bocage.outreach.evenings.models.evenings import CityEvening
from bocage.outreach.evenings.operations.registrations import ask_to_come
from bocage.outreach.prospects.limits import WITH_WORK, WITHOUT_WORK
from bocage.people.limits import count_attempt_from, spend_work
from bocage.people.views.sign_in import network_address_of
from bocage.registrations.presentation import feed_event, schema_of_event
from bocage.registrations.words import seats_words, when_words

MAX_LISTED = 40


find_evening = finder(
    CityEvening.objects.select_related("campaign__departement", "link", "commune")
)


def find_public_evening(pk: UUID) -> CityEvening:
    """Returns the public evening of an address.

    Raises:
        Http404: there is none, or it is in preparation.
    """
    evening = find_evening(pk)
    if not evening.is_public:
        raise Http404
    return evening


@public
@allow_stale_second
@require_safe
def evening_agenda(request: HttpRequest) -> HttpResponse:
    """Lists the upcoming evenings."""
    evenings = CityEvening.objects.to_come(timezone.now())[:MAX_LISTED]
    rows = [(evening, when_words(evening), seats_words(evening)) for evening in evenings]
    return render(request, "outreach/evenings/agenda.html", {"rows": rows})


@public
@never_cache
@require_safe_or_post
def evening_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Shows an evening with its registration form, and handles it.

    Raises:
        Http404: the evening is not public, and this person does not run it.
    """
    evening = find_evening(pk)
    may_manage = request.user.has_perm("outreach.manage_evening", evening)
    if not evening.is_public and not may_manage:
        raise Http404
    form = _form(request, evening, request.POST)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            _take(request, evening, form)
            return redirect("evening_thanks", pk)
        evening = find_evening(pk)
        form.data = _read_again(request, evening)
    takes = evening.takes_registrations(timezone.now())
    context = {
        "evening": evening,
        "when": when_words(evening),
        "seats": seats_words(evening),
        "takes": takes,
        "is_past": evening.ends_at <= timezone.now(),
        "form": form if takes else None,
        "may_manage": may_manage,
        "schema": _schema(evening) if evening.is_public else "",
    }
    return render_form(request, "outreach/evenings/detail.html", form, context)


@public
@require_safe
def evening_thanks(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Shows what happens next, the same for every address, so as not to reveal whether it is
    known."""
    evening = find_public_evening(pk)
    context = {"evening": evening, "when": when_words(evening)}
    return render(request, "outreach/evenings/thanks.html", context)


@public
@require_safe
def evening_calendar(_request: HttpRequest, pk: UUID) -> HttpResponse:
    """Downloads the evening as an iCalendar file; one that is called off is marked so."""
    evening = find_public_evening(pk)
    event = feed_event(evening, uid=f"{evening.pk}@soiree.bocage", sequence=evening.sequence)
    response = HttpResponse(
        calendar_feed([event], name=evening.title), content_type="text/calendar; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="soiree.ics"'
    response["Cache-Control"] = "public, max-age=300"
    return response


def _schema(evening: CityEvening) -> str:
    return schema_script(schema_of_event(evening, address={"addressLocality": evening.city}))


def _read_again(request: HttpRequest, evening: CityEvening) -> QueryDict:
    """Returns the submitted data, with the current version of the evening."""
    data = request.POST.copy()
    data["version"] = str(evening.sequence)
    return data


def _form(request: HttpRequest, evening: CityEvening, data: QueryDict) -> ComeForm:
    return ComeForm(
        data if request.method == "POST" else None,
        initial={"version": evening.sequence},
        language=(get_language() or "fr")[:2],
        code=code_received(request),
    )


def _take(request: HttpRequest, evening: CityEvening, form: ComeForm) -> None:
    """Stores the submitted form, unless the rate limit is exceeded.

    Raises:
        TooManyAttempts: this network sends too many forms.
    """
    if form.cleaned_data["website"]:
        return
    worked = spend_work(request)
    count_attempt_from(WITH_WORK if worked else WITHOUT_WORK, network_address_of(request))
    place = place_of_code(form.code)
    is_ours = place is not None and place.departement == evening.campaign.departement
    link = place.link if place is not None and is_ours else None
    ask_to_come(evening=evening, coming=form.coming(link=link))
