"""Sponsorship as the welcome, town halls and households see it."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.db.identifiers import identifier_or_none
from bocage.foundation.http.access import (
    permitted,
    public,
    require_safe_or_post,
    secret_address,
    target_of,
)
from bocage.foundation.http.gestures import flash_outcome, render_form
from bocage.people.acting import acting
from bocage.people.limits import Limit, count_attempt
from bocage.territory.models import Commune
from bocage.welcome.list_tables import SPONSORS
from bocage.welcome.projects.lookups import find_project
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.shared.links import feedback_link, sponsor_offer_link
from bocage.welcome.sponsors.forms import EndForm, FeedbackForm, OfferForm
from bocage.welcome.sponsors.models import SponsorProfile, Sponsorship, SponsorshipFeedback
from bocage.welcome.sponsors.naming import OFFERS, QUESTION_SENT, offered
from bocage.welcome.sponsors.operations.contacts import (
    give_contact,
    take_contact_back,
    write_feedback,
)
from bocage.welcome.sponsors.operations.profiles import confirm_sponsor, refuse_sponsor
from bocage.welcome.sponsors.operations.sponsorships import (
    end_sponsorship,
    propose_next_sponsor,
    propose_sponsor,
)
from bocage.welcome.sponsors.selectors import answering_to, coordinated_sponsors
from bocage.welcome.sponsors.views.sponsor import find_profile, find_sponsorship

SPONSORS_PER_PAGE = 40
FEEDBACKS = Limit(action="welcome.sponsorship_feedback", amount=30, window=timedelta(hours=1))


def find_commune(code: str) -> Commune:
    """The commune of an address, as it is today."""
    return get_object_or_404(
        Commune.objects.current().select_related("departement", "epci"), pk=code.upper()
    )


@permitted("welcome.see_sponsors")
@require_safe
def sponsor_list(request: HttpRequest, extension: str = "") -> HttpResponseBase:
    """The sponsors whom somebody coordinates; those who wait for a word come first."""
    query = request.GET.get("q", "").strip()[:80]
    profiles = coordinated_sponsors(acting(request))
    if query:
        profiles = answering_to(profiles, query)
    profiles = profiles.order_by("commune__name", "person__name", "pk")
    if extension:
        return SPONSORS.file(extension, profiles)
    standing = profiles.filter(status=SponsorProfile.Status.STANDING)
    context = {
        "to_confirm": list(profiles.filter(status=SponsorProfile.Status.ASKED)),
        "offered": list(profiles.filter(status=SponsorProfile.Status.OFFERED)),
        "page": Paginator(standing, SPONSORS_PER_PAGE).get_page(request.GET.get("page")),
        "query": query,
    }
    return render(request, "welcome/sponsors/list.html", context)


@permitted("welcome.settle_sponsor", on=find_profile)
@require_POST
def sponsor_confirm(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """The welcome agrees."""
    profile = confirm_sponsor(by=acting(request), profile=target_of(request, SponsorProfile))
    messages.success(
        request, _("%(name)s est parrain ou marraine.") % {"name": str(profile.person)}
    )
    return redirect("sponsor_list")


@permitted("welcome.settle_sponsor", on=find_profile)
@require_POST
def sponsor_refuse(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """The welcome does not."""
    refuse_sponsor(by=acting(request), profile=target_of(request, SponsorProfile))
    messages.success(request, _("C’est noté : la personne l’apprend avec douceur."))
    return redirect("sponsor_list")


@permitted("welcome.offer_sponsor", on=find_commune)
@require_safe_or_post
def sponsor_offer(request: HttpRequest, code: str) -> HttpResponse:
    """The town hall, or the welcome, names somebody of a commune, from a phone."""
    commune = target_of(request, Commune)
    form = OfferForm(request.POST if request.method == "POST" else None)
    profile = offered(acting(request), commune, form) if request.method == "POST" else None
    if profile is not None:
        messages.success(request, _offered_words(profile))
        return redirect("sponsor_offer", code)
    sponsors = (
        SponsorProfile.objects.filter(commune=commune)
        .exclude(status__in=[SponsorProfile.Status.REFUSED, SponsorProfile.Status.OVER])
        .select_related("person")
    )
    return _offer_page(request, commune, form, sponsors=list(sponsors))


@public
@secret_address
@require_safe_or_post
def sponsor_offer_signed(request: HttpRequest, token: str) -> HttpResponse:
    """The same from a mail, without signing in: it tells nothing of anybody, nor whether an
    address is known here.
    """
    person, commune = sponsor_offer_link.open(token)
    form = OfferForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        count_attempt(OFFERS, token)
        if offered(person, commune, form) is not None:
            messages.success(request, QUESTION_SENT)
            return redirect("sponsor_offer_signed", token)
    layout = "foundation/layouts/bare.html"
    return _offer_page(request, commune, form, sponsors=[], layout=layout)


def _offer_page(
    request: HttpRequest,
    commune: Commune,
    form: OfferForm,
    *,
    sponsors: list[SponsorProfile],
    layout: str = "foundation/layouts/espace.html",
) -> HttpResponse:
    context = {"commune": commune, "sponsors": sponsors, "layout": layout}
    return render_form(request, "welcome/sponsors/offer.html", form, context)


@permitted("welcome.follow_project", on=find_project)
@require_POST
def project_propose_sponsor(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """The welcome asks the sponsor whom it chose, or the best one."""
    project = target_of(request, SettlementProject)
    chosen = identifier_or_none(request.POST.get("parrain", ""))
    profile = SponsorProfile.objects.filter(pk=chosen).first() if chosen else None
    with flash_outcome(request):
        if profile is None:
            sponsorship = propose_next_sponsor(project=project)
        else:
            sponsorship = propose_sponsor(by=acting(request), project=project, sponsor=profile)
        if sponsorship is None:
            messages.error(request, _("Personne ne peut être sollicité pour ce ménage."))
        else:
            words = {"name": str(sponsorship.sponsor.person)}
            messages.success(request, _("%(name)s vient d’être sollicité(e) par courriel.") % words)
    return _to_file(project)


@permitted("welcome.follow_project", on=find_project)
@require_POST
def project_end_sponsorship(
    request: HttpRequest, sponsorship_id: UUID, **_address: UUID
) -> HttpResponse:
    """The welcome takes a question back, or ends a sponsorship."""
    project = target_of(request, SettlementProject)
    found = get_object_or_404(
        Sponsorship.objects.select_related("project", "sponsor"),
        pk=sponsorship_id,
        project=project,
    )
    form = EndForm(request.POST, reasons=EndForm.BY_TEAM)
    reason = form.cleaned_data["raison"] if form.is_valid() else Sponsorship.Reason.TEAM
    words = form.cleaned_data.get("mots", "")
    end_sponsorship(by=acting(request), sponsorship=found, reason=reason, words=words)
    messages.success(request, _("C’est noté."))
    return _to_file(project)


@permitted("welcome.give_contact", on=find_sponsorship)
@require_POST
def own_sponsor_contact(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """The household gives its address and number to its sponsor, or takes them back."""
    found = target_of(request, Sponsorship)
    if request.POST.get("reprendre"):
        take_contact_back(by=acting(request), sponsorship=found)
        messages.success(request, _("Vos coordonnées ne sont plus visibles."))
    else:
        give_contact(by=acting(request), sponsorship=found)
        messages.success(request, _("Vos coordonnées sont données."))
    return redirect(f"{reverse('own_project')}#parrain")


@permitted("welcome.give_contact", on=find_sponsorship)
@require_POST
def own_sponsor_end(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """The household ends it, or prefers somebody else."""
    found = target_of(request, Sponsorship)
    form = EndForm(request.POST, reasons=EndForm.BY_HOUSEHOLD)
    reason = form.cleaned_data["raison"] if form.is_valid() else Sponsorship.Reason.HOUSEHOLD
    words = form.cleaned_data.get("mots", "")
    end_sponsorship(by=acting(request), sponsorship=found, reason=reason, words=words)
    messages.success(request, _("C’est noté. L’équipe d’accueil est prévenue."))
    return redirect("own_project")


@public
@secret_address
@require_safe_or_post
def sponsorship_feedback(request: HttpRequest, token: str) -> HttpResponse:
    """How it went, by the signed link of a mail, without an account. A GET changes nothing."""
    key, side = feedback_link.read(token)
    found = get_object_or_404(Sponsorship, pk=key, project__erased_at=None)
    written = SponsorshipFeedback.objects.filter(sponsorship=found, side=side).first()
    form = FeedbackForm(request.POST) if request.method == "POST" else _feedback_form(written)
    if request.method == "POST":
        count_attempt(FEEDBACKS, token)
        if form.is_valid():
            write_feedback(
                sponsorship=found,
                side=side,
                mark=form.cleaned_data["note"],
                helped=form.cleaned_data["aide"],
                missing=form.cleaned_data["manque"],
            )
            return redirect(f"{request.path}?merci=1")
    context = {
        "is_done": request.method != "POST" and "merci" in request.GET and written is not None,
        "is_sponsor": side == SponsorshipFeedback.Side.SPONSOR,
    }
    return render_form(request, "welcome/sponsors/feedback.html", form, context)


def _feedback_form(written: SponsorshipFeedback | None) -> FeedbackForm:
    if written is None:
        return FeedbackForm()
    return FeedbackForm(
        initial={"note": written.mark, "aide": written.helped, "manque": written.missing}
    )


def _offered_words(profile: SponsorProfile) -> str:
    words = {"name": str(profile.person), "person": str(profile.person)}
    if profile.is_standing:
        return _("%(name)s est parrain ou marraine.") % words
    if profile.status == SponsorProfile.Status.ASKED:
        return _("C’est noté : l’équipe d’accueil confirme %(name)s.") % words
    return _("La question est partie à %(person)s : un clic suffit pour dire oui.") % words


def _to_file(project: SettlementProject) -> HttpResponse:
    return redirect(f"{project.get_absolute_url()}#parrain")
