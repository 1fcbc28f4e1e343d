"""Views of a place for its hosts: description and photos."""

from dataclasses import dataclass, replace
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.formatting.times import format_hours
from bocage.foundation.http.access import permitted, require_safe_or_post
from bocage.foundation.http.actions import flash_outcome, refusals_on, render_form
from bocage.people.models import Mandate, Role, ScopeKind
from bocage.people.policies import Grant
from bocage.people.signed_in import current_person
from bocage.workspaces.hosting.forms import PhotoForm, PlaceForm
from bocage.workspaces.hosting.operations.photos import add_photo, remove_photo
from bocage.workspaces.hosting.operations.places import change_place, publish_place
from bocage.workspaces.hosting.views.outside import Outside
from bocage.workspaces.opening_hours.availability import Interval, OpeningHours, instant
from bocage.workspaces.opening_hours.models import Closure, OpeningRule
from bocage.workspaces.place_plans.plans import PlacePlan, plan_of
from bocage.workspaces.places.lookups import find_place, target_place
from bocage.workspaces.places.models import Photo, Place


@permitted("workspaces.change_place", on=find_place)
@require_safe
def host_place(request: HttpRequest, **_address: str) -> HttpResponse:
    """Shows all settings of a place on one page, missing data first."""
    place = target_place(request)
    plan = plan_of(place)
    closures = Closure.objects.filter(place=place, period__endswith__gt=timezone.now())
    photos = list(place.photos.all())
    hosts = _hosts(place)
    may_entrust = current_person(request).has_perm(
        "people.grant_mandate", Grant(Role.HOST, place.scope)
    )
    steps = _steps(place, plan, has_host=bool(hosts), may_entrust=may_entrust)
    improvements = _improvements(place, has_photos=bool(photos))
    is_draft = place.status == Place.Status.DRAFT
    shown_steps = improvements if is_draft else [*steps, *improvements]
    context = {
        "place": place,
        "spaces": plan.spaces,
        "week": _week(plan.hours),
        "exceptions": _exceptions(plan.hours),
        "closures": closures.select_related("resource").order_by("period", "pk"),
        "photos": photos,
        "hosts": hosts,
        "may_entrust": may_entrust,
        "steps": steps if is_draft else [],
        "missing": [step for step in shown_steps if not step.is_done and step.url],
        "is_draft": is_draft,
        "has_prices": plan.has_prices,
        "can_be_published": bool(plan.bookable()) and bool(plan.hours.weekly),
    }
    return render(request, "workspaces/hosting/place.html", context)


@permitted("workspaces.change_place", on=find_place)
@require_safe_or_post
def host_describe(request: HttpRequest, slug: str) -> HttpResponse:
    """Changes the description of the place; bookings on newly closed holidays are reviewed
    first.
    """
    place = target_place(request)
    form = PlaceForm(request.POST or None, instance=place)
    outside = None
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        is_closed = data["observes_public_holidays"]
        hours = replace(plan_of(place).hours, observes_public_holidays=is_closed)
        outside = Outside(request, place, hours)
        if outside.resolves(
            form, partial(change_place, by=current_person(request), place=place, **data)
        ):
            messages.success(request, outside.success_sentence(_("La fiche du lieu est à jour.")))
            return redirect("host_place", slug)
    context = {"place": place, "form": form, "outside": outside}
    status = 422 if form.errors or (outside and outside.form.errors) else 200
    return render(request, "workspaces/hosting/describe.html", context, status=status)


@permitted("workspaces.change_place", on=find_place)
@require_POST
def host_publish(request: HttpRequest, slug: str) -> HttpResponse:
    """Publishes the place; if data is missing, shows which."""
    with flash_outcome(request, _("Le lieu est publié : tout le monde peut le trouver.")):
        publish_place(by=current_person(request), place=target_place(request))
    return redirect("host_place", slug)


@permitted("workspaces.change_place", on=find_place)
@require_safe_or_post
def host_photos(request: HttpRequest, slug: str) -> HttpResponse:
    """Shows the photos of the place, and adds one on POST."""
    place = target_place(request)
    form = PhotoForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form, field="image"):
            add_photo(by=current_person(request), place=place, **form.cleaned_data)
            messages.success(request, _("La photo est ajoutée."))
            return redirect("host_photos", slug)
    context = {"place": place, "photos": place.photos.all()}
    return render_form(request, "workspaces/hosting/photos.html", form, context)


@permitted("workspaces.change_place", on=find_place)
@require_POST
def host_photo_remove(request: HttpRequest, slug: str, photo_id: UUID) -> HttpResponse:
    """Takes a photo away."""
    photo = get_object_or_404(Photo, pk=photo_id, place=target_place(request))
    photo.place = target_place(request)
    remove_photo(by=current_person(request), photo=photo)
    messages.success(request, _("La photo est retirée."))
    return redirect("host_photos", slug)


def _week(hours: OpeningHours) -> list[tuple[str, str]]:
    """Returns each weekday with its hours in words, empty when closed."""
    day = timezone.localdate()
    return [
        (
            str(label),
            ", ".join(
                format_hours(*Interval(instant(day, opens), instant(day, closes)))
                for opens, closes in hours.weekly.get(weekday, ())
            ),
        )
        for weekday, label in OpeningRule.Weekday.choices
    ]


def _exceptions(hours: OpeningHours) -> list[tuple[object, str]]:
    """Returns the dates to come with hours of their own."""
    today = timezone.localdate()
    return [
        (
            day,
            ", ".join(
                format_hours(instant(day, opens), instant(day, closes)) for opens, closes in ranges
            ),
        )
        for day, ranges in sorted(hours.exceptions.items())
        if day >= today
    ]


@dataclass(frozen=True, slots=True)
class Step:
    """Step that a place needs, and the page that completes it (empty: left to another person)."""

    sentence: str
    is_done: bool
    url: str


def _steps(place: Place, plan: PlacePlan, *, has_host: bool, may_entrust: bool) -> list[Step]:
    """Returns the steps that make a place usable, in the recommended order."""
    entrust = reverse("mandate_grant", args=[ScopeKind.PLACE, place.scope_id])
    return [
        Step(
            _("Présentez le lieu en quelques phrases."),
            bool(place.description),
            reverse("host_describe", args=[place.slug]),
        ),
        Step(
            _("Donnez les horaires de la semaine."),
            bool(plan.hours.weekly),
            reverse("host_hours", args=[place.slug]),
        ),
        Step(
            _("Ajoutez ce qui se réserve : postes, bureaux, salles."),
            bool(plan.bookable()),
            reverse("host_resource_add", args=[place.slug]),
        ),
        Step(
            _("Confiez le lieu à qui l’anime."),
            has_host,
            entrust if may_entrust else "",
        ),
    ]


def _hosts(place: Place) -> list[Mandate]:
    """Returns the current hosts of the place; one query."""
    return list(
        Mandate.objects.in_force()
        .filter(role=Role.HOST, scope=place.scope_id)
        .select_related("person")
        .order_by("starts_on", "pk")
    )


def _improvements(place: Place, *, has_photos: bool) -> list[Step]:
    """Returns the optional steps that would help visitors of a working place."""
    describe = reverse("host_describe", args=[place.slug])
    own_position = place.position_source not in {"", Place.PositionSource.COMMUNE}
    return [
        Step(_("Donnez l’adresse du lieu."), bool(place.address), describe),
        Step(
            _("Donnez un courriel ou un téléphone où vous joindre."),
            bool(place.contact_email or place.contact_phone),
            describe,
        ),
        Step(_("Dites ce que l’on y trouve."), bool(place.equipment), describe),
        Step(_("Dites comment entrer."), bool(place.access_instructions), describe),
        Step(_("Ajoutez une photo."), has_photos, reverse("host_photos", args=[place.slug])),
        Step(_("Placez le lieu sur la carte, à sa vraie adresse."), own_position, describe),
    ]
