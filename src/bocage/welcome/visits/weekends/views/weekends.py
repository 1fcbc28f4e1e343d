"""Pages that prepare welcome weekends: the list, one weekend, its households, cars and hosts."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.documents import pdf_response
from bocage.foundation.errors import NotAllowed, Refusal
from bocage.foundation.http.access import finder, permitted, require_safe_or_post, target_of
from bocage.foundation.http.actions import refusals_on, render_form
from bocage.people.signed_in import current_person
from bocage.welcome.projects.access_log import recorded
from bocage.welcome.projects.policies import projects_followed_by
from bocage.welcome.visits.itinerary.programme import local_days
from bocage.welcome.visits.policies import weekends_managed_by
from bocage.welcome.visits.stays.forms import (
    CallOffForm,
    initial_of_step,
    next_free_hours,
    requested_day,
)
from bocage.welcome.visits.weekends.concerns import concerns_of
from bocage.welcome.visits.weekends.documents import file_name, weekend_pdf
from bocage.welcome.visits.weekends.exports import WEEKENDS
from bocage.welcome.visits.weekends.formatting import meeting_words
from bocage.welcome.visits.weekends.forms import (
    CarForm,
    InviteForm,
    NightHostForm,
    PlacingForm,
    SharedStepForm,
    WeekendForm,
)
from bocage.welcome.visits.weekends.models import WeekendHousehold, WeekendStep, WelcomeWeekend
from bocage.welcome.visits.weekends.operations.announcements import notify_places
from bocage.welcome.visits.weekends.operations.households import (
    come_to_weekend,
    decline_weekend,
    invite_household,
    prepare_programmes,
)
from bocage.welcome.visits.weekends.operations.places import (
    add_car,
    add_night_host,
    count_people,
    place_household,
    remove_car,
    remove_night_host,
)
from bocage.welcome.visits.weekends.operations.weekends import (
    add_shared_step,
    call_off_weekend,
    change_shared_step,
    change_weekend,
    hold_weekend,
    note_feedback_read,
    open_weekend,
    plan_weekend,
    remove_shared_step,
)
from bocage.welcome.visits.weekends.selectors import feedback_of, overview_of

WEEKENDS_PER_PAGE = 30
MAX_TO_INVITE = 60
INVITED_STAGES = ("qualified", "exploring", "visiting", "deciding")


find_weekend = finder(
    WelcomeWeekend.objects.select_related("commune__epci", "epci", "departement", "prepared_by"),
    weekend_id="pk",
)


@permitted("welcome.see_stays")
@never_cache
@require_safe
def weekend_list(request: HttpRequest, extension: str = "") -> HttpResponseBase:
    """Lists the weekends of the territory: coming ones, the nearest first, or past ones."""
    shows_past = request.GET.get("passes") == "oui"
    weekends = weekends_managed_by(current_person(request)).select_related("commune")
    if shows_past:
        weekends = weekends.exclude(status__in=WelcomeWeekend.TO_COME).order_by("-period", "id")
    else:
        weekends = weekends.to_come().order_by("period", "id")
    if extension:
        return WEEKENDS.file(extension, weekends)
    page = Paginator(weekends, WEEKENDS_PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "weekends": page.object_list, "shows_past": shows_past}
    return render(request, "welcome/visits/weekends/list.html", context)


@permitted("welcome.see_stays")
@require_safe_or_post
def weekend_plan(request: HttpRequest) -> HttpResponse:
    """Shows and records the form of a new weekend."""
    form = WeekendForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        commune = form.cleaned_data["commune"]
        with refusals_on(form):
            try:
                weekend = plan_weekend(
                    by=current_person(request),
                    departement=commune.departement,
                    epci=commune.epci,
                    commune=commune,
                    plan=form.plan(),
                )
            except NotAllowed:
                form.add_error("commune", _("Vous ne coordonnez pas cette commune."))
            else:
                words = _("Le week-end est créé. Ajoutez-y ce que tous partagent.")
                messages.success(request, words)
                return redirect("weekend", weekend.pk)
    return _form(request, None, form, _("Préparer un week-end d’accueil"), _("Créer"))


@permitted("welcome.manage_weekend", on=find_weekend)
@require_safe
@recorded
def weekend(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows the households of a weekend, their cars and hosts, and the shared programme."""
    return _render_page(request, target_of(request, WelcomeWeekend))


@permitted("welcome.manage_weekend", on=find_weekend)
@require_safe
@recorded
def weekend_sheet(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Returns the team's sheet of the whole weekend as PDF."""
    weekend = target_of(request, WelcomeWeekend)
    return pdf_response(weekend_pdf(weekend), filename=file_name(weekend))


@permitted("welcome.manage_weekend", on=find_weekend)
@require_safe_or_post
def weekend_change(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows and saves the dates, the seats and the words of a weekend."""
    weekend = target_of(request, WelcomeWeekend)
    form = WeekendForm.of(weekend, request.POST if request.method == "POST" else None)
    return _filled(
        request,
        weekend,
        form,
        lambda: change_weekend(by=current_person(request), weekend=weekend, plan=form.plan()),
        title=_("Changer le week-end"),
    )


@permitted("welcome.manage_weekend", on=find_weekend)
@require_POST
def weekend_open(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Opens a weekend: the households on its list are invited."""
    return redirect_after(
        request,
        lambda weekend: open_weekend(by=current_person(request), weekend=weekend),
        _("C’est ouvert."),
    )


@permitted("welcome.manage_weekend", on=find_weekend)
@require_POST
def weekend_hold(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Marks a weekend as held."""
    return redirect_after(
        request,
        lambda weekend: hold_weekend(by=current_person(request), weekend=weekend),
        _("C’est noté."),
    )


@permitted("welcome.manage_weekend", on=find_weekend)
@require_POST
def weekend_notify(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Notifies drivers, hosts and households of the assignments."""
    return redirect_after(
        request,
        lambda weekend: notify_places(by=current_person(request), weekend=weekend),
        _("C’est fait. Chaque ménage apprend qui le conduit et le loge dès que tous ont répondu."),
    )


@permitted("welcome.manage_weekend", on=find_weekend)
@require_POST
def weekend_feedback_read(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Marks the families' feedback on a weekend as read."""
    return redirect_after(
        request,
        lambda weekend: note_feedback_read(by=current_person(request), weekend=weekend),
        _("C’est noté : ces avis sont lus."),
    )


@permitted("welcome.manage_weekend", on=find_weekend)
@require_POST
def weekend_programmes(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Creates a programme for each household that comes."""
    return redirect_after(
        request,
        lambda weekend: prepare_programmes(by=current_person(request), weekend=weekend),
        _("Chaque ménage qui vient a son programme : complétez-le, puis confirmez-le."),
    )


@permitted("welcome.manage_weekend", on=find_weekend)
@require_safe_or_post
def weekend_call_off(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows a form that requests the reason, then calls off the weekend."""
    weekend = target_of(request, WelcomeWeekend)
    form = CallOffForm(request.POST if request.method == "POST" else None)
    return _filled(
        request,
        weekend,
        form,
        lambda: call_off_weekend(
            by=current_person(request), weekend=weekend, words=form.cleaned_data["words"]
        ),
        title=_("Annuler ce week-end ?"),
        submit=_("Annuler le week-end"),
    )


@permitted("welcome.manage_weekend", on=find_weekend)
@require_safe_or_post
def weekend_invite(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows and records the households to invite, among those that the person follows."""
    weekend = target_of(request, WelcomeWeekend)
    person = current_person(request)
    projects = list(
        projects_followed_by(person)
        .open()
        .filter(stage__in=INVITED_STAGES, erased_at=None)
        .exclude(weekends__weekend=weekend)
        .select_related("commune")
        .order_by("name", "pk")[:MAX_TO_INVITE]
    )
    form = InviteForm(request.POST if request.method == "POST" else None, projects=projects)

    def invite() -> None:
        selected = set(form.cleaned_data["projects"])
        for project in projects:
            if project.pk in selected:
                invite_household(by=person, weekend=weekend, project=project)

    title = _("Inviter des ménages")
    if not projects:
        sentence = _("Tous les ménages que vous suivez et qui cherchent sont déjà sur la liste.")
        return _form(request, weekend, form, title, _("Inviter"), empty_words=sentence)
    return _filled(request, weekend, form, invite, title=title, submit=_("Inviter"))


@permitted("welcome.manage_weekend", on=find_weekend)
@require_POST
def weekend_answer(request: HttpRequest, household_id: UUID, **_address: UUID) -> HttpResponse:
    """Records whether a household comes, for example by telephone."""
    comes = request.POST.get("vient") == "oui"
    operation = come_to_weekend if comes else decline_weekend
    return redirect_after(
        request,
        lambda weekend: operation(
            by=current_person(request), household=_household(weekend, household_id)
        ),
        _("C’est noté, et le ménage en est prévenu.") if comes else _("C’est noté."),
    )


@permitted("welcome.manage_weekend", on=find_weekend)
@require_safe_or_post
@recorded
def weekend_placing(request: HttpRequest, household_id: UUID, **_address: UUID) -> HttpResponse:
    """Shows and saves the placing of a household: how many come, which car takes them, and where
    they sleep.
    """
    weekend = target_of(request, WelcomeWeekend)
    household = _household(weekend, household_id)
    cars, hosts = list(weekend.cars.all()), list(weekend.hosts.select_related("commune"))
    initial = {"people": household.people, "car": household.car_id, "host": household.host_id}
    data = request.POST if request.method == "POST" else None
    form = PlacingForm(data, initial=initial, cars=cars, hosts=hosts)

    def place() -> None:
        by, data = current_person(request), form.cleaned_data
        car = next((car for car in cars if car.pk == data["car"]), None)
        host = next((host for host in hosts if host.pk == data["host"]), None)
        if data["people"] != household.people:
            place_household(by=by, household=household, car=None, host=None)
            count_people(by=by, household=household, people=data["people"])
        place_household(by=by, household=household, car=car, host=host)

    title = _("%(household)s : voiture et nuit") % {"household": household.project.name}
    return _filled(request, weekend, form, place, title=title)


@permitted("welcome.manage_weekend", on=find_weekend)
@require_safe_or_post
def weekend_car_add(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Adds a car to a weekend."""
    weekend = target_of(request, WelcomeWeekend)
    form = CarForm(request.POST if request.method == "POST" else None)
    return _filled(
        request,
        weekend,
        form,
        lambda: add_car(by=current_person(request), weekend=weekend, offer=form.offer()),
        title=_("Ajouter une voiture"),
    )


@permitted("welcome.manage_weekend", on=find_weekend)
@require_safe_or_post
def weekend_host_add(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Adds a host who lodges households at home."""
    weekend = target_of(request, WelcomeWeekend)
    form = NightHostForm(request.POST if request.method == "POST" else None)
    return _filled(
        request,
        weekend,
        form,
        lambda: add_night_host(by=current_person(request), weekend=weekend, offer=form.offer()),
        title=_("Ajouter un hôte pour la nuit"),
    )


@permitted("welcome.manage_weekend", on=find_weekend)
@require_POST
def weekend_car_remove(request: HttpRequest, car_id: UUID, **_address: UUID) -> HttpResponse:
    """Removes a car from a weekend."""
    return redirect_after(
        request,
        lambda weekend: remove_car(
            by=current_person(request), car=get_object_or_404(weekend.cars, pk=car_id)
        ),
        _("La voiture est retirée : voyez qui n’en a plus."),
    )


@permitted("welcome.manage_weekend", on=find_weekend)
@require_POST
def weekend_host_remove(request: HttpRequest, host_id: UUID, **_address: UUID) -> HttpResponse:
    """Removes a host from a weekend."""
    return redirect_after(
        request,
        lambda weekend: remove_night_host(
            by=current_person(request), host=get_object_or_404(weekend.hosts, pk=host_id)
        ),
        _("L’hôte est retiré : voyez qui n’a plus de lit."),
    )


@permitted("welcome.manage_weekend", on=find_weekend)
@require_safe_or_post
def weekend_step_add(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows and records the form of a new shared step."""
    weekend = target_of(request, WelcomeWeekend)
    days = local_days(weekend.starts_at, weekend.ends_at)
    day = requested_day(request.GET.get("jour", ""), days)
    starts, ends = next_free_hours(_steps(weekend), day, weekend.starts_at)
    initial = {"day": day.isoformat(), "starts": starts, "ends": ends, "kind": "meal"}
    data = request.POST if request.method == "POST" else None
    form = SharedStepForm(data, initial=initial, days=days)
    return _filled(
        request,
        weekend,
        form,
        lambda: add_shared_step(by=current_person(request), weekend=weekend, wish=form.wish()),
        title=_("Ajouter un moment partagé"),
    )


@permitted("welcome.manage_weekend", on=find_weekend)
@require_safe_or_post
def weekend_step_change(request: HttpRequest, step_id: UUID, **_address: UUID) -> HttpResponse:
    """Shows and saves the changes of a shared step, in every programme."""
    weekend = target_of(request, WelcomeWeekend)
    step = step_of(weekend, step_id)
    data = request.POST if request.method == "POST" else None
    days = local_days(weekend.starts_at, weekend.ends_at)
    form = SharedStepForm(data, initial=initial_of_step(step), days=days, step=step)
    return _filled(
        request,
        weekend,
        form,
        lambda: change_shared_step(by=current_person(request), step=step, wish=form.wish()),
        title=_("Changer ce moment partagé"),
    )


@permitted("welcome.manage_weekend", on=find_weekend)
@require_POST
def weekend_step_remove(request: HttpRequest, step_id: UUID, **_address: UUID) -> HttpResponse:
    """Removes a shared step from every programme."""
    return redirect_after(
        request,
        lambda weekend: remove_shared_step(
            by=current_person(request), step=step_of(weekend, step_id)
        ),
        _("Ce moment n’est plus au programme."),
    )


@never_cache
def _render_page(
    request: HttpRequest, weekend: WelcomeWeekend, *, sentence: str = "", status: int = 200
) -> HttpResponse:
    about = overview_of(weekend)
    feedback = feedback_of(weekend) if not weekend.is_to_come else []
    read_at = weekend.feedback_read_at
    context = {
        "weekend": weekend,
        "shown": about,
        "concerns": concerns_of(about),
        "feedback": feedback,
        "has_unread": any(read_at is None or answer.given_at > read_at for answer in feedback),
        "meeting": meeting_words(weekend),
        "sentence": sentence,
    }
    return render(request, "welcome/visits/weekends/weekend.html", context, status=status)


def redirect_after(
    request: HttpRequest, operation: Callable[[WelcomeWeekend], Any], words: str
) -> HttpResponse:
    """Runs an operation and redirects with a message, or shows the page with the sentence of the
    refusal.
    """
    weekend = target_of(request, WelcomeWeekend)
    try:
        operation(weekend)
    except Refusal as refusal:
        sentence, status = str(refusal.sentence), refusal.status
        return _render_page(request, find_weekend(weekend.pk), sentence=sentence, status=status)
    messages.success(request, words)
    return redirect("weekend", weekend.pk)


def _filled(
    request: HttpRequest,
    weekend: WelcomeWeekend,
    form: Form,
    operation: Callable[[], Any],
    *,
    title: str,
    submit: str = "",
) -> HttpResponse:
    """Runs the operation of a valid form, or shows the form again with its errors."""
    if form.is_valid():
        with refusals_on(form):
            operation()
            messages.success(request, _("C’est noté."))
            return redirect("weekend", weekend.pk)
    return _form(request, weekend, form, title, submit or _("Enregistrer"))


@never_cache
def _form(
    request: HttpRequest,
    weekend: WelcomeWeekend | None,
    form: Form,
    title: str,
    submit: str,
    *,
    empty_words: str = "",
) -> HttpResponse:
    """Renders the form, or `empty_words` if there is nothing to choose."""
    context = {
        "weekend": weekend,
        "title": title,
        "submit": submit,
        "nothing": empty_words,
    }
    return render_form(request, "welcome/visits/weekends/form.html", form, context)


def _household(weekend: WelcomeWeekend, household_id: UUID) -> WeekendHousehold:
    households = weekend.households.select_related("project__commune", "weekend__commune")
    return get_object_or_404(households, pk=household_id)


def _steps(weekend: WelcomeWeekend) -> list[WeekendStep]:
    return list(weekend.steps.exclude(status="called_off").order_by("period", "id"))


def step_of(weekend: WelcomeWeekend, step_id: UUID) -> WeekendStep:
    steps = weekend.steps.exclude(status="called_off")
    return get_object_or_404(steps.select_related("commune", "weekend__commune"), pk=step_id)
