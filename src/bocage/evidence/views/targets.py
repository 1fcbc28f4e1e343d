"""Targets in the Espace: list, set, change and end those of a ground, with the past ones."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from bocage.evidence.dashboards.aims import shown_targets
from bocage.evidence.dashboards.kinds import Dashboard
from bocage.evidence.errors import TargetChanged
from bocage.evidence.forms.targets import TargetForm
from bocage.evidence.models import Span, Target
from bocage.evidence.operations.targets import change_target, end_target, set_target
from bocage.evidence.policies import Aim
from bocage.evidence.registry import THEME_LABELS, Indicator, indicator_named
from bocage.evidence.views.dashboards import find_dashboard
from bocage.foundation.db.identifiers import identifier_or_none
from bocage.foundation.http.access import permitted, require_safe_or_post, target_of
from bocage.foundation.http.actions import refusals_on, render_form
from bocage.people.models import Person
from bocage.people.scopes.lineage import LineageOf
from bocage.people.signed_in import current_person


@dataclass(frozen=True)
class DashboardAim:
    """Indicator on a dashboard, with its target."""

    dashboard: Dashboard
    indicator: Indicator

    lineage = LineageOf("dashboard")

    @property
    def kind(self) -> Any:
        return self.dashboard.kind

    def is_set_by(self, person: Person) -> bool:
        """Checks whether a person may set this target."""
        return _may_set(person, self.dashboard, self.indicator)


def find_aim(kind: str, key: str, name: str, **_address: str) -> DashboardAim:
    """Returns the indicator at an address, on its dashboard.

    Raises:
        Http404: there is none, or it is not counted there.
    """
    dashboard = find_dashboard(kind, key)
    try:
        indicator = indicator_named(name)
    except KeyError as error:
        raise Http404 from error
    if indicator not in dashboard.kind.all_indicators():
        raise Http404
    return DashboardAim(dashboard, indicator)


@permitted("evidence.see_dashboard", on=find_dashboard)
@never_cache
@require_safe
def dashboard_targets(request: HttpRequest, **_address: str) -> HttpResponse:
    """Shows the current and future targets of a ground, and the other indicators for which the
    person may set one.
    """
    dashboard, today = target_of(request, Dashboard), timezone.localdate()
    person = current_person(request)
    ground = dashboard.ground
    targets = Target.objects.of(ground.level, ground.code).not_over(today).order_by("starts_on")
    lines = shown_targets(list(targets), today)
    aimed = {line.indicator.name for line in lines}
    unset = [
        (
            THEME_LABELS[theme],
            [
                indicator
                for indicator in dashboard.kind.all_indicators()
                if indicator.theme == theme
                and indicator.name not in aimed
                and _may_set(person, dashboard, indicator)
            ],
        )
        for theme in dashboard.kind.offered_themes()
    ]
    context = {
        "dashboard": dashboard,
        "lines": [line for line in lines if line.indicator in dashboard.kind.all_indicators()],
        "others": [
            (label, indicators_unset) for label, indicators_unset in unset if indicators_unset
        ],
    }
    return render(request, "evidence/dashboards/targets.html", context)


@permitted("evidence.see_dashboard", on=find_aim)
@never_cache
@require_safe_or_post
def dashboard_target(request: HttpRequest, **_address: str) -> HttpResponse:
    """Shows the targets of one indicator, past ones included, and handles the form to set them."""
    aim, person, today = (
        target_of(request, DashboardAim),
        current_person(request),
        timezone.localdate(),
    )
    span = Span.MONTH if request.GET.get("duree") == "mois" else Span.YEAR
    may_set = aim.is_set_by(person)
    if request.method == "POST" and not may_set:
        raise Http404
    history = list(_targets(aim).filter(span=span).order_by("-starts_on", "-set_at"))
    present = [target for target in history if target.ends_on is None or target.ends_on > today]
    present = [target for target in present if not target.had_no_day]
    form = TargetForm(
        request.POST if request.method == "POST" else None,
        indicator=aim.indicator,
        initial={"version": _fingerprint(present), "starts_on": _usual_start(present, today)},
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            _write(person, aim, span, form, present)
            messages.success(request, _("L’objectif est fixé."))
            return redirect(request.get_full_path())
    context = {
        "dashboard": aim.dashboard,
        "indicator": aim.indicator,
        "span": span,
        "lines": shown_targets(history, today),
        "present": shown_targets(present, today),
        "form": form if may_set else None,
    }
    return render_form(request, "evidence/dashboards/target.html", form, context)


@permitted("evidence.see_dashboard", on=find_aim)
@require_POST
def dashboard_target_end(request: HttpRequest, **_address: str) -> HttpResponse:
    """Ends a target from today on."""
    aim = target_of(request, DashboardAim)
    target = _targets(aim).filter(pk=identifier_or_none(request.POST.get("objectif", ""))).first()
    if target is None:
        raise Http404
    end_target(by=current_person(request), target=target)
    messages.success(request, _("L’objectif est terminé. Ce qui était visé jusqu’ici reste connu."))
    ground, kind = aim.dashboard.ground, aim.dashboard.kind
    return redirect("dashboard_target", kind.word, ground.key, aim.indicator.name)


def _write(
    person: Person, aim: DashboardAim, span: Span, form: TargetForm, present: list[Target]
) -> None:
    """Sets a target, or changes the one that is in force on the day that it begins.

    Raises:
        Refusal: see the operations; also where the page showed other targets than there are.
    """
    terms = form.terms()
    if form.cleaned_data["version"] != _fingerprint(present):
        raise TargetChanged
    before = next((target for target in present if target.is_in_force_on(terms.starts_on)), None)
    if before is None:
        ground = aim.dashboard.ground
        set_target(by=person, indicator=aim.indicator, ground=ground, span=span, terms=terms)
    else:
        change_target(by=person, target=before, terms=terms)


def _targets(aim: DashboardAim) -> Any:
    ground = aim.dashboard.ground
    targets = Target.objects.of(ground.level, ground.code).filter(indicator=aim.indicator.name)
    return targets.select_related("set_by")


def _may_set(person: Person, dashboard: Dashboard, indicator: Indicator) -> bool:
    aim = Aim(indicator=indicator, ground=dashboard.ground)
    return bool(person.has_perm("evidence.set_target", aim))


def _fingerprint(present: list[Target]) -> str:
    return " ".join(sorted(str(target.pk) for target in present))


def _usual_start(present: list[Target], today: date) -> date:
    """Returns the default start: today if there is a target already, else the beginning of the
    year.
    """
    return today if present else today.replace(month=1, day=1)
