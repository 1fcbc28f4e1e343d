"""Gatherings for everybody: the agenda, each of them, and coming to one."""

from itertools import chain
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.files.atom_feeds import CONTENT_TYPE as ATOM
from bocage.foundation.files.calendars import CONTENT_TYPE as CALENDAR
from bocage.foundation.files.photo_sizes import photo_response
from bocage.foundation.http.access import finder, public, signed_in
from bocage.foundation.http.actions import refusals_on
from bocage.foundation.http.replica import allow_stale_second
from bocage.foundation.http.versioned_answers import public_cache, versioned
from bocage.foundation.mail import page_url
from bocage.network.gatherings.exports import AGENDA
from bocage.network.gatherings.feeds import feed_of_all, news_of_gatherings
from bocage.network.gatherings.forms import GuestRegisterForm, MemberRegisterForm, RegisterForm
from bocage.network.gatherings.models.gatherings import Gathering, GatheringPhoto
from bocage.network.gatherings.models.registrations import Registration
from bocage.network.gatherings.operations.registrations import register, request_registration
from bocage.network.gatherings.presentation import visible_guests
from bocage.network.members.presentation import schema_script
from bocage.people.models import Person
from bocage.people.signed_in import current_person
from bocage.people.views.sign_in import network_address_of
from bocage.registrations.operations.registrations import leave_event
from bocage.registrations.presentation import attendance_of, schema_of_event
from bocage.registrations.words import seats_words, when_words

TO_COME_SHOWN = 60
PAST_PER_PAGE = 12


find_gathering = finder(
    Gathering.objects.select_related("commune", "series", "made_by", "proposed_by")
)


@public
@allow_stale_second
@require_safe
def gathering_list(request: HttpRequest, extension: str = "") -> HttpResponseBase:
    """Shows the agenda: upcoming gatherings, and past ones with their photos; or returns it as a
    file if the address has an extension.
    """
    now = timezone.now()
    coming = Gathering.objects.to_come(now).select_related("commune")
    if extension:
        over = Gathering.objects.past(now).select_related("commune")
        return AGENDA.file(extension, chain(coming, over))
    to_come = list(coming[:TO_COME_SHOWN])
    photos = Prefetch("photos", queryset=GatheringPhoto.objects.order_by("added_at", "pk"))
    past = Gathering.objects.past(now).with_attendance().prefetch_related(photos)
    page = Paginator(past, PAST_PER_PAGE).get_page(request.GET.get("page"))
    feed = page_url("gathering_feed")
    context = {
        "to_come": [
            (gathering, when_words(gathering), seats_words(gathering)) for gathering in to_come
        ],
        "page": page,
        "past": [(gathering, when_words(gathering)) for gathering in page.object_list],
        "feed": feed,
        "webcal": f"webcal://{feed.partition('://')[2]}",
        "may_plan": request.user.has_perm("network.plan_gatherings"),
    }
    return render(request, "network/gatherings/list.html", context)


@public
@require_safe
def gathering_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Shows a gathering. A gathering in preparation is shown only to the people who run the club;
    others get a 404.
    """
    gathering = find_gathering(pk)
    if not request.user.has_perm("network.see_gathering", gathering):
        raise Http404
    return _render_gathering(request, gathering, None)


@public
@require_POST
def gathering_register(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Comes to a gathering: with an account at once, without one once the address is confirmed."""
    gathering = find_gathering(pk)
    if not gathering.is_public:
        raise Http404
    form = _form_for(request.user, gathering, request.POST)
    if not form.is_valid():
        return _render_gathering(request, gathering, form)
    data = form.cleaned_data
    places = {"people": data["people"], "guests": data["guests"], "seen_sequence": data["version"]}
    with refusals_on(form):
        if isinstance(request.user, Person):
            registration = register(
                by=request.user, gathering=gathering, is_shown=data.get("is_shown", False), **places
            )
            messages.success(request, _noted(registration))
        else:
            request_registration(
                gathering=gathering,
                name=data["name"],
                email=data["email"],
                language=(get_language() or "fr")[:2],
                network_address=network_address_of(request),
                **places,
            )
            messages.success(
                request, _("Un message part à cette adresse : il confirme votre inscription.")
            )
        return redirect(gathering)
    return _render_gathering(request, find_gathering(pk), form)


@signed_in
@require_POST
def gathering_leave(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Cancels the signed-in person's registration."""
    registration = get_object_or_404(
        Registration.objects.active().select_related("event__commune"),
        event=pk,
        person=current_person(request),
    )
    leave_event(by=current_person(request), registration=registration)
    messages.success(request, _("C’est noté : votre place est libre pour quelqu’un d’autre."))
    return redirect(registration.event)


@public
@require_safe
def gathering_feed(request: HttpRequest) -> HttpResponseBase:
    """Returns the calendar feed of all public gatherings; 304 if the client has this version."""
    feed = feed_of_all(timezone.now())
    return versioned(request, feed, content_type=CALENDAR, cache=public_cache(300))


@public
@require_safe
def gathering_news(request: HttpRequest) -> HttpResponseBase:
    """Returns the Atom feed of upcoming gatherings; 304 if the client has this version."""
    feed = news_of_gatherings(timezone.now())
    return versioned(request, feed, content_type=ATOM, cache=public_cache(300))


@public
@require_safe
def gathering_photo(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Returns a photo of a gathering to people who may see it; cacheable for a year, since it never
    changes.
    """
    photo = get_object_or_404(GatheringPhoto.objects.select_related("gathering__commune"), pk=pk)
    if not request.user.has_perm("network.see_gathering", photo.gathering):
        raise Http404
    response = photo_response(request, photo.image.storage, str(photo.image.name))
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def _render_gathering(
    request: HttpRequest, gathering: Gathering, form: RegisterForm | None
) -> HttpResponse:
    registration = _own_registration(request.user, gathering)
    now = timezone.now()
    takes = gathering.takes_registrations(now)
    register_form = None
    if takes:
        register_form = (
            form if form is not None else _form_for(request.user, gathering, None, registration)
        )
    context: dict[str, Any] = {
        "gathering": gathering,
        "when": when_words(gathering),
        "seats": seats_words(gathering),
        "form": register_form,
        "refused": form.errors if form is not None else None,
        "own": registration,
        "takes": takes,
        "is_past": gathering.ends_at <= now,
        "guests": visible_guests(gathering, request.user),
        "photos": list(gathering.photos.all()),
        "attendance": attendance_of(gathering),
        "may_manage": request.user.has_perm("network.manage_gathering", gathering),
        "schema": _schema(gathering) if gathering.is_public else "",
    }
    status = 422 if form is not None and form.errors else 200
    response = render(request, "network/gatherings/detail.html", context, status=status)
    if not gathering.is_public:
        response["X-Robots-Tag"] = "noindex"
    return response


def _schema(gathering: Gathering) -> str:
    address = {"addressLocality": gathering.commune.name, "addressCountry": "FR"}
    return schema_script(schema_of_event(gathering, address=address))


def _form_for(
    person: Any, gathering: Gathering, data: Any, registration: Registration | None = None
) -> RegisterForm:
    """Returns the registration form for the person. The form carries the version of the gathering
    that was displayed; if another version was submitted, the form returned carries the current one.
    """
    kind: type[RegisterForm] = GuestRegisterForm
    if isinstance(person, Person):
        is_member = person.has_perm("network.see_members")
        kind = MemberRegisterForm if is_member else RegisterForm
    initial: dict[str, Any] = {"version": gathering.sequence}
    if registration is not None:
        initial |= {
            "people": registration.people,
            "guests": registration.guests,
            "is_shown": registration.is_shown,
        }
    return kind(data, initial=initial)


def _own_registration(person: Any, gathering: Gathering) -> Registration | None:
    if not isinstance(person, Person):
        return None
    return gathering.registrations.active().filter(person=person).first()


def _noted(registration: Registration) -> str:
    if registration.state == Registration.State.WAITING:
        return _("Vous êtes en liste d’attente : dès qu’une place se libère, elle est à vous.")
    return _("Vous êtes inscrit. Le message qui part la met dans votre agenda.")
