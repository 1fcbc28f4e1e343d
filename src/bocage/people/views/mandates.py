"""Mandates: list, grant and end."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bocage.foundation.http.access import permitted, target_of
from bocage.foundation.http.actions import refusals_on
from bocage.people.forms import MandateForm
from bocage.people.list_exports import MANDATES
from bocage.people.models import Mandate, Role
from bocage.people.operations.mandates import end_mandate, entrust_by_address
from bocage.people.policies import GRANTED_BY_COORDINATORS, grantable_roles, reach_of
from bocage.people.scopes.search import scope_at, search_scopes, written_scope
from bocage.people.signed_in import current_person

PAGE_SIZE = 50
LONGEST_SEARCH = 200


def _mandate(mandate_id: UUID) -> Mandate:
    return get_object_or_404(Mandate.objects.select_related("person", "scope"), pk=mandate_id)


def _words(request: HttpRequest) -> str:
    """Returns the search terms."""
    return request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH]


@permitted("people.see_mandates")
@require_safe
def mandate_list(request: HttpRequest, extension: str = "") -> HttpResponseBase:
    """Lists the mandates in force or to come, within the reach of the person."""
    words = _words(request)
    mandates = _mandates_within_reach(request.user, words)
    if extension:
        return MANDATES.file(extension, mandates)
    page = Paginator(mandates, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "words": words,
        "today": timezone.localdate(),
        "may_end_sessions": request.user.has_perm("people.end_sessions"),
    }
    return render(request, "people/mandates/list.html", context)


@permitted("people.see_mandates")
@require_safe
def mandate_scope(request: HttpRequest) -> HttpResponse:
    """Shows the first step of granting a mandate: the choice of the scope."""
    person = current_person(request)
    words = _words(request)
    context = {
        "words": words,
        "found": search_scopes(person, words),
        "may_appoint": reach_of(person, Role.ADMIN).everywhere,
    }
    return render(request, "people/mandates/scope.html", context)


@permitted("people.see_mandates")
@require_http_methods(["GET", "POST"])
def mandate_grant(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Shows the second step of a grant (role, person, end), and grants the mandate."""
    person = current_person(request)
    draft = scope_at(kind, key)
    roles = grantable_roles(person, draft)
    if not roles:
        raise Http404
    form = MandateForm(request.POST if request.method == "POST" else None, roles=roles)
    if form.is_valid():
        with refusals_on(form):
            mandate = entrust_by_address(
                by=person,
                email=form.cleaned_data["email"],
                role=form.cleaned_data["role"],
                scope=written_scope(draft),
                ends_on=form.ends_on,
            )
            messages.success(
                request,
                _("Le mandat est confié à %(email)s, qui en est averti(e).")
                % {"email": mandate.person.email},
            )
            return redirect("mandate_list")
    return render(request, "people/mandates/grant.html", {"form": form, "scope": draft})


@permitted("people.end_mandate", on=_mandate)
@require_POST
def mandate_end(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Ends a mandate today."""
    person = current_person(request)
    mandate = target_of(request, Mandate)
    end_mandate(by=person, mandate=mandate)
    messages.success(request, _("Le mandat est terminé."))
    return redirect("mandate_list" if person.has_perm("people.see_mandates") else "espace")


def _mandates_within_reach(person: object, words: str) -> QuerySet[Mandate]:
    reach = reach_of(person, Role.COORDINATOR)
    mandates = (
        Mandate.objects.not_over()
        .filter(reach.rows("scope__"))
        .select_related(
            "person", "scope__departement", "scope__epci", "scope__commune", "scope__partner"
        )
        .order_by("scope__kind", "person__name", "person__email", "pk")
    )
    if not reach.everywhere:
        mandates = mandates.filter(role__in=GRANTED_BY_COORDINATORS)
    if words:
        mandates = mandates.filter(
            Q(person__name__unaccent__icontains=words) | Q(person__email__icontains=words)
        )
    return mandates
