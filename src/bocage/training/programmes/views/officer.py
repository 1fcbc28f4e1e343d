"""Officers' views of a partner's programmes, and « Formations »."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.http.access import permitted, require_safe_or_post, target_of
from bocage.foundation.http.actions import flash_outcome, refusals_on, render_form
from bocage.people.models import Partner, Person, Role
from bocage.people.operations.persons import person_of_address
from bocage.people.policies import reach_of
from bocage.people.signed_in import current_person
from bocage.training.programmes.forms import (
    FORM_OF,
    ModuleForm,
    NewProgrammeForm,
    ProgrammeForm,
    part_forms,
)
from bocage.training.programmes.lookups import find_programme
from bocage.training.programmes.models.cohorts import Cohort
from bocage.training.programmes.models.programmes import Programme, ProgrammeModule
from bocage.training.programmes.operations import (
    Part,
    add_module,
    add_programme_partner,
    add_teacher,
    archive_programme,
    change_module,
    change_programme,
    publish_programme,
    remove_part,
    write_programme,
)
from bocage.training.programmes.presentation import days_words, hours_words, seats_words

ARCHIVE_BUTTON = "archiver"

PARTS = {"module": "modules", "intervenant": "teachers", "partenaire": "partners"}
"""Related names of the parts of a programme, by their word in URLs."""


def partners_of(person: Person) -> QuerySet[Partner]:
    """Returns the partners of which a person is a training officer."""
    reach = reach_of(person, Role.TRAINING_OFFICER)
    partners = Partner.objects.filter(scope__isnull=False)
    if not reach.everywhere:
        partners = partners.filter(scope__in=reach.scopes)
    return partners.order_by("name", "pk")


@permitted("training.follow_training")
@require_safe
def training_home(request: HttpRequest) -> HttpResponse:
    """Lists the programmes that the person runs or follows (« Formations »), with their cohorts;
    two queries.
    """
    person = current_person(request)
    programmes = Programme.objects.followed_by(person).select_related("partner", "departement")
    cohorts = Cohort.objects.followed_by(person).exclude(state__in=("closed", "cancelled"))
    by_programme: dict[UUID, list[Any]] = {}
    for cohort in cohorts.order_by("starts_on", "pk"):
        line = (cohort, days_words(cohort), seats_words(cohort))
        by_programme.setdefault(cohort.programme_id, []).append(line)
    context = {
        "rows": [
            (programme, by_programme.get(programme.pk, []))
            for programme in programmes.order_by("name", "pk")
        ],
        "may_write": person.has_perm("training.write_programmes"),
        "may_name_partners": person.has_perm("people.update_instance_settings"),
    }
    return render(request, "training/programmes/home.html", context)


@permitted("training.write_programmes")
@require_safe_or_post
def training_write(request: HttpRequest) -> HttpResponse:
    """Creates a programme."""
    person = current_person(request)
    form = NewProgrammeForm(request.POST or None, partners=partners_of(person))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            programme = write_programme(by=person, **form.cleaned_data)
            messages.success(request, _("La formation est écrite. Donnez-lui ses modules."))
            return redirect("training_parts", programme.pk)
    return render_form(request, "training/programmes/write.html", form, {"programme": None})


@permitted("training.see_programme", on=find_programme)
@require_safe
def training_manage(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows the state of a programme, and its cohorts."""
    programme, person = target_of(request, Programme), current_person(request)
    if not person.has_perm("training.follow_cohort", programme):
        raise Http404
    cohorts = programme.cohorts.order_by("-starts_on", "pk")
    minutes = sum(module.minutes for module in programme.modules.all())
    context = {
        "programme": programme,
        "duration": hours_words(minutes) if minutes else "",
        "cohorts": [(cohort, days_words(cohort), seats_words(cohort)) for cohort in cohorts],
        "may_manage": person.has_perm("training.manage_programme", programme),
    }
    return render(request, "training/programmes/manage.html", context)


@permitted("training.manage_programme", on=find_programme)
@require_safe_or_post
def training_change(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    """Shows and saves the description of a programme."""
    programme = target_of(request, Programme)
    form = ProgrammeForm(request.POST or None, initial=ProgrammeForm.initial_of(programme))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form, field="name"):
            change_programme(by=current_person(request), programme=programme, **form.cleaned_data)
            messages.success(request, _("La formation est enregistrée."))
            return redirect("training_manage", programme_id)
    return render_form(request, "training/programmes/write.html", form, {"programme": programme})


@permitted("training.manage_programme", on=find_programme)
@require_POST
def training_state(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    """Publishes a programme, or archives it."""
    programme, person = target_of(request, Programme), current_person(request)
    with flash_outcome(request):
        if ARCHIVE_BUTTON in request.POST:
            archive_programme(by=person, programme=programme)
            messages.success(request, _("Elle est archivée : la liste ne la montre plus."))
        else:
            publish_programme(by=person, programme=programme)
            messages.success(request, _("La formation est publiée : chacun la trouve."))
    return redirect("training_manage", programme_id)


@permitted("training.manage_programme", on=find_programme)
@require_safe_or_post
def training_parts(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    """Lists the modules, teachers and partners of a programme, and adds one."""
    programme = target_of(request, Programme)
    submitted: dict[str, forms.Form] = {}
    kind = request.POST.get("partie", "")
    if request.method == "POST":
        if kind not in FORM_OF:
            raise Http404
        form = FORM_OF[kind](request.POST, request.FILES, prefix=kind)
        if form.is_valid():
            with refusals_on(form):
                _add(current_person(request), programme, kind, form.cleaned_data)
                messages.success(request, _("C’est ajouté."))
                return redirect("training_parts", programme_id)
        submitted[kind] = form
    context = {
        "programme": programme,
        "modules": [(module, hours_words(module.minutes)) for module in programme.modules.all()],
        "teachers": programme.teachers.select_related("person"),
        "partners": programme.partners.defer("logo"),
        "forms": dict(part_forms(submitted)),
    }
    status = 422 if submitted else 200
    return render(request, "training/programmes/parts.html", context, status=status)


@permitted("training.manage_programme", on=find_programme)
@require_safe_or_post
def training_module(request: HttpRequest, programme_id: UUID, number: int) -> HttpResponse:
    """Changes a module."""
    programme = target_of(request, Programme)
    module = get_object_or_404(ProgrammeModule, programme=programme, pk=number)
    module.programme = programme
    initial = {name: getattr(module, name) for name in ("title", "minutes", "content")}
    form = ModuleForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        change_module(by=current_person(request), module=module, **form.cleaned_data)
        messages.success(request, _("Le module est enregistré."))
        return redirect("training_parts", programme_id)
    context = {"programme": programme, "module": module}
    return render_form(request, "training/programmes/module.html", form, context)


@permitted("training.manage_programme", on=find_programme)
@require_POST
def training_part_remove(
    request: HttpRequest, programme_id: UUID, kind: str, number: int
) -> HttpResponse:
    """Deletes a module, a teacher or a partner."""
    programme = target_of(request, Programme)
    if kind not in PARTS:
        raise Http404
    part: Part = get_object_or_404(getattr(programme, PARTS[kind]), pk=number)
    part.programme = programme
    remove_part(by=current_person(request), part=part)
    messages.success(request, _("C’est retiré."))
    return redirect("training_parts", programme_id)


def _add(person: Person, programme: Programme, kind: str, data: dict[str, Any]) -> None:
    match kind:
        case "module":
            add_module(by=person, programme=programme, **data)
        case "intervenant":
            email = data.pop("email")
            teacher = person_of_address(email=email) if email else None
            add_teacher(by=person, programme=programme, person=teacher, **data)
        case _:
            logo = data.pop("logo")
            size = logo.size if logo else 0
            add_programme_partner(by=person, programme=programme, logo=logo, logo_size=size, **data)
