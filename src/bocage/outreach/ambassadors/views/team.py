"""Campaign managers' views of ambassadors: list, people to invite, thanks."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.db.identifiers import identifier_or_none
from bocage.foundation.http.access import finder, permitted, require_safe_or_post, target_of
from bocage.foundation.http.actions import flash_outcome, refusals_on, render_form
from bocage.outreach.ambassadors.exports import AMBASSADORS
from bocage.outreach.ambassadors.forms import (
    ACCEPT_BUTTON,
    DECLINE_BUTTON,
    END_BUTTON,
    ThankAmbassadorForm,
)
from bocage.outreach.ambassadors.models import Ambassador
from bocage.outreach.ambassadors.operations.ambassadors import (
    accept_proposal,
    decline_ambassador,
    invite_ambassador,
    note_thanks,
    stop_being_ambassador,
)
from bocage.outreach.ambassadors.settled_people import possible_ambassadors
from bocage.outreach.campaigns.policies import departements_run_by
from bocage.outreach.campaigns.results import LinkResults, link_results
from bocage.people.signed_in import current_person
from bocage.territory.models import Departement

PER_PAGE = 40


find_ambassador = finder(
    Ambassador.objects.select_related("departement", "person", "link__campaign")
)


@permitted("outreach.run_campaigns")
@never_cache
@require_safe
def ambassador_list(request: HttpRequest, extension: str = "") -> HttpResponseBase:
    """Shows the ambassadors: offers and invitations that wait for an answer, those who are active,
    and past ones. With an extension, sends all of them as a file.
    """
    ambassadors = Ambassador.objects.run_by(current_person(request)).select_related(
        "person", "link"
    )
    opened = list(ambassadors.open().order_by("-requested_at", "pk"))
    over = ambassadors.exclude(state__in=Ambassador.OPEN).order_by("-ended_at", "pk")
    if extension:
        listed = [*opened, *over]
        results = link_results(
            ambassador.link_id for ambassador in listed if ambassador.link_id is not None
        )
        return AMBASSADORS.file(
            extension, [(ambassador, _results_of(ambassador, results)) for ambassador in listed]
        )
    page = Paginator(over, PER_PAGE).get_page(request.GET.get("page"))
    links = [
        ambassador.link_id
        for ambassador in (*opened, *page.object_list)
        if ambassador.link_id is not None
    ]
    results = link_results(links)
    state = Ambassador.State
    context = {
        "proposed": [ambassador for ambassador in opened if ambassador.state == state.PROPOSED],
        "invited": [ambassador for ambassador in opened if ambassador.state == state.INVITED],
        "active": [
            (ambassador, _results_of(ambassador, results))
            for ambassador in opened
            if ambassador.is_active
        ],
        "over": [(ambassador, _results_of(ambassador, results)) for ambassador in page.object_list],
        "page": page,
    }
    return render(request, "outreach/ambassadors/list.html", context)


@permitted("outreach.run_campaigns")
@never_cache
@require_safe_or_post
def ambassador_invite(request: HttpRequest) -> HttpResponse:
    """Lists the people of settled households who can be invited, and invites one."""
    departements = list(departements_run_by(current_person(request)))
    departement = _requested_departement(request, departements)
    candidates = possible_ambassadors(current_person(request), departement)
    if request.method == "POST":
        key = identifier_or_none(request.POST.get("person", ""))
        candidate = get_object_or_404(candidates, person=key) if key else None
        if candidate is None:
            raise Http404
        with flash_outcome(request, _("L’invitation part : la réponse tient en une touche.")):
            invite_ambassador(
                by=current_person(request), person=candidate.person, departement=departement
            )
        return redirect("ambassador_list")
    page = Paginator(candidates, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "departement": departement, "departements": departements}
    return render(request, "outreach/ambassadors/invite.html", context)


@permitted("outreach.manage_ambassador", on=find_ambassador)
@require_safe
def ambassador_detail(request: HttpRequest, pk: UUID) -> HttpResponse:  # noqa: ARG001 - read by `on`
    """Shows the page of one ambassador: their agreement, the results of their link, the thanks."""
    return _render_page(request, target_of(request, Ambassador), ThankAmbassadorForm())


@permitted("outreach.manage_ambassador", on=find_ambassador)
@require_POST
def ambassador_action(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Accepts or refuses an offer, withdraws an invitation, or ends an agreement, depending on
    which button was pressed.
    """
    ambassador, by = target_of(request, Ambassador), current_person(request)
    with flash_outcome(request):
        if ACCEPT_BUTTON in request.POST:
            accept_proposal(by=by, ambassador=ambassador)
            messages.success(request, _("C’est fait : son lien est prêt, et son message part."))
        elif DECLINE_BUTTON in request.POST:
            decline_ambassador(by=by, ambassador_id=ambassador.pk)
            messages.success(request, _("C’est noté."))
        elif END_BUTTON in request.POST:
            stop_being_ambassador(by=by, ambassador=ambassador)
            messages.success(request, _("C’est noté. Son lien mène encore, et compte toujours."))
    return redirect("ambassador_detail", pk)


@permitted("outreach.manage_ambassador", on=find_ambassador)
@require_POST
def ambassador_thank(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Notes a thanks."""
    ambassador = target_of(request, Ambassador)
    form = ThankAmbassadorForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            note_thanks(
                by=current_person(request), ambassador=ambassador, note=form.cleaned_data["note"]
            )
            messages.success(request, _("Le merci est noté."))
            return redirect("ambassador_detail", pk)
    return _render_page(request, ambassador, form)


@never_cache
def _render_page(
    request: HttpRequest, ambassador: Ambassador, form: ThankAmbassadorForm
) -> HttpResponse:
    link = ambassador.link
    context = {
        "ambassador": ambassador,
        "results": link_results([link.pk])[link.pk] if link is not None else None,
        "thanks": ambassador.thanks.select_related("by"),
    }
    return render_form(request, "outreach/ambassadors/detail.html", form, context)


def _results_of(ambassador: Ambassador, results: dict[UUID, LinkResults]) -> LinkResults:
    """Returns the results of the ambassador's link; empty results without a link."""
    empty = LinkResults()
    return empty if ambassador.link_id is None else results.get(ambassador.link_id, empty)


def _requested_departement(request: HttpRequest, departements: list[Departement]) -> Departement:
    """Raises: Http404: none is run."""
    code = request.POST.get("departement") or request.GET.get("departement", "")
    if not departements:
        raise Http404
    return next(
        (departement for departement in departements if departement.code == code), departements[0]
    )
