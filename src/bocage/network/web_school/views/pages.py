"""Public views of the École du Web: editions, pitches, and the answers to them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.http.access import finder, permitted, public, require_safe_or_post, target_of
from bocage.foundation.http.actions import flash_outcome, pressed_action, refusals_on, render_form
from bocage.network.web_school.archive import archive_of
from bocage.network.web_school.calendars import pitches_of
from bocage.network.web_school.formatting import days_words
from bocage.network.web_school.forms import LeadForm, PitchForm
from bocage.network.web_school.models.editions import WebSchoolEdition, WebSchoolPartner
from bocage.network.web_school.models.pitches import LeadOffer, Pitch
from bocage.network.web_school.models.programmes import Session
from bocage.network.web_school.operations.pitches import (
    accept_lead,
    change_pitch,
    make_pitch,
    offer_to_lead,
    record_coming,
    take_vote_back,
    vote_for,
    votes_left,
    withdraw_coming,
    withdraw_pitch,
)
from bocage.network.web_school.people import leaders_of_pitch
from bocage.network.web_school.presentation import days_of, name_of, public_lines, session_items
from bocage.people.models import Person
from bocage.people.signed_in import current_person

PITCHES_PER_PAGE = 40
EDITIONS_PER_PAGE = 20
Status = WebSchoolEdition.Status


find_edition = finder(
    WebSchoolEdition.objects.select_related("departement", "commune__epci"), slug="slug"
)


find_pitch = finder(
    Pitch.objects.with_counts().select_related("edition__departement", "author"),
    slug="edition__slug",
    pitch_id="pk",
)
"""The pitch of an address, of this edition."""


@public
@require_safe
def edition_list(request: HttpRequest) -> HttpResponse:
    """Lists the editions, latest first."""
    editions = WebSchoolEdition.objects.select_related("commune").annotate(
        pitch_count=Count("pitches")
    )
    page = Paginator(editions.order_by("-starts_on", "pk"), EDITIONS_PER_PAGE).get_page(
        request.GET.get("page")
    )
    rows = [(edition, days_words(edition)) for edition in page.object_list]
    return render(request, "network/web_school/editions.html", {"page": page, "rows": rows})


@public
@require_safe
def edition_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Shows an edition: its call and pitches, then its programme, and its archive once held."""
    edition = find_edition(slug)
    context: dict[str, Any] = {
        "edition": edition,
        "days": days_words(edition),
        "partners": edition.partners.defer("logo"),
        "may_manage": request.user.has_perm("network.manage_edition", edition),
    }
    if edition.status in {Status.HELD, Status.ARCHIVED}:
        context |= {"archive": archive_of(edition), "has_come": _has_come(request, edition)}
        return render(request, "network/web_school/archive.html", context)
    context |= _pitch_list_context(request, edition)
    if edition.is_published:
        context["programme"] = shown_days(request, edition)
    return render(request, "network/web_school/edition.html", context)


def _has_come(request: HttpRequest, edition: WebSchoolEdition) -> bool:
    """Checks whether the user has a certificate of attendance to download."""
    if not isinstance(request.user, Person):
        return False
    return edition.attendances.filter(person=request.user).exists()


def shown_days(request: HttpRequest, edition: WebSchoolEdition) -> list[Any]:
    """Returns the public programme by day, with the person's own sessions marked."""
    now = timezone.now()
    own_pitches = pitches_of(request.user, edition) if isinstance(request.user, Person) else []
    return days_of(session_items(edition, public_lines(edition, now), own_pitches=own_pitches), now)


def _pitch_list_context(request: HttpRequest, edition: WebSchoolEdition) -> dict[str, Any]:
    """Returns the context of a page of pitches: the filters, the pitches, and the user's own
    answers."""
    kind, level = request.GET.get("nature", ""), request.GET.get("niveau", "")
    pitches = edition.pitches.active().with_counts().select_related("author")
    if kind in Pitch.Kind.values:
        pitches = pitches.filter(kind=kind)
    if level in Pitch.Level.values:
        pitches = pitches.filter(level=level)
    is_counted = edition.status != Status.COLLECTING
    order = ("-vote_count", "-coming_count", "pk") if is_counted else ("-created_at", "pk")
    page = Paginator(pitches.order_by(*order), PITCHES_PER_PAGE).get_page(request.GET.get("page"))
    return {
        "page": page,
        "kind": kind,
        "level": level,
        "kinds": Pitch.Kind.choices,
        "levels": Pitch.Level.choices,
        **_own_answers(request, edition),
    }


def _own_answers(request: HttpRequest, edition: WebSchoolEdition) -> dict[str, Any]:
    """Returns the viewer's own answers: three queries, none for an anonymous user."""
    if not isinstance(request.user, Person):
        return {"voted": set(), "coming": set(), "left": None}
    voted = edition.pitches.filter(votes__ballot__person=request.user)
    return {
        "voted": set(voted.values_list("pk", flat=True)),
        "coming": set(pitches_of(request.user, edition)),
        "left": votes_left(request.user, edition),
    }


@permitted("network.take_part", on=find_edition)
@require_safe_or_post
def pitch_make(request: HttpRequest, slug: str) -> HttpResponse:
    """Creates a pitch."""
    edition = target_of(request, WebSchoolEdition)
    form = PitchForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            pitch = make_pitch(by=current_person(request), edition=edition, **form.cleaned_data)
            messages.success(request, _("Merci. Votre proposition est dans la liste."))
            return redirect(pitch)
    context = {"edition": edition, "slug": slug, "pitch": None}
    return render_form(request, "network/web_school/pitch_form.html", form, context)


@public
@require_safe
def pitch_detail(request: HttpRequest, slug: str, pitch_id: UUID) -> HttpResponse:
    """Shows a pitch, with the answers open to the person, and its place and time once known."""
    pitch = find_pitch(slug, pitch_id)
    if pitch.is_withdrawn and not request.user.has_perm("network.change_pitch", pitch):
        raise Http404
    return render(request, "network/web_school/pitch.html", _pitch_context(request, pitch))


def _pitch_context(request: HttpRequest, pitch: Pitch) -> dict[str, Any]:
    edition, now = pitch.edition, timezone.now()
    lines = [line for line in public_lines(edition, now) if line["pitch"] == str(pitch.pk)]
    offers = pitch.lead_offers.select_related("person")
    items = session_items(edition, lines)
    return {
        "pitch": pitch,
        "edition": edition,
        "slug": edition.slug,
        "author": name_of(pitch.author),
        "leaders": [name_of(person) for person in leaders_of_pitch(pitch)],
        "offers": [(offer, name_of(offer.person)) for offer in offers],
        "session": items[0] if items else None,
        "form": LeadForm(),
        "may_change": request.user.has_perm("network.change_pitch", pitch),
        "is_over": edition.status in {Status.HELD, Status.ARCHIVED},
        **_own_answers(request, edition),
    }


@permitted("network.take_part", on=find_pitch)
@require_POST
def pitch_answer(request: HttpRequest, slug: str, pitch_id: UUID) -> HttpResponse:
    """Records or withdraws a vote, « j’y serai » or « je peux animer »."""
    pitch, person = target_of(request, Pitch), current_person(request)
    with flash_outcome(request):
        message = _answered(request, person, pitch)
        messages.success(request, message)
    if request.POST.get("depuis") == "liste":
        return redirect(f"{pitch.edition.get_absolute_url()}#p-{pitch_id}")
    return redirect("pitch_detail", slug, pitch_id)


def _answered(request: HttpRequest, person: Person, pitch: Pitch) -> str:
    """Performs the submitted action. Returns the confirmation message.

    Raises:
        Http404: no action of the page was submitted.
    """
    match pressed_action(request):
        case "voter":
            vote_for(by=person, pitch=pitch)
            votes_remaining = votes_left(person, pitch.edition)
            return ngettext(
                "Votre vote est compté. Il vous en reste %(left)d.",
                "Votre vote est compté. Il vous en reste %(left)d.",
                votes_remaining,
            ) % {"left": votes_remaining}
        case "ne-plus-voter":
            take_vote_back(by=person, pitch=pitch)
            return _("Votre vote est repris.")
        case "venir":
            record_coming(by=person, pitch=pitch)
            return _("C’est noté : vous y serez.")
        case "ne-plus-venir":
            withdraw_coming(by=person, pitch=pitch)
            return _("C’est noté : vous n’y serez pas.")
        case "animer":
            form = LeadForm(request.POST)
            words = form.cleaned_data["words"] if form.is_valid() else ""
            offer_to_lead(by=person, pitch=pitch, words=words)
            return _("Merci. Vous saurez par courriel si l’on compte sur vous.")
        case _:
            raise Http404


@permitted("network.change_pitch", on=find_pitch)
@require_POST
def lead_accept(request: HttpRequest, slug: str, pitch_id: UUID) -> HttpResponse:
    """Accepts an offer to lead a requested session."""
    pitch = target_of(request, Pitch)
    number = request.POST.get("offre", "")
    offer = get_object_or_404(
        LeadOffer.objects.select_related("pitch__edition__departement"),
        pk=int(number) if number.isdigit() else 0,
        pitch=pitch,
    )
    with flash_outcome(request, _("La personne est prévenue : elle anime cet atelier.")):
        accept_lead(by=current_person(request), offer=offer)
    return redirect("pitch_detail", slug, pitch_id)


@permitted("network.change_pitch", on=find_pitch)
@require_safe_or_post
def pitch_change(request: HttpRequest, slug: str, **_address: UUID) -> HttpResponse:
    """Changes a pitch."""
    pitch = target_of(request, Pitch)
    form = PitchForm(request.POST or None, initial=PitchForm.initial_of(pitch))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            change_pitch(by=current_person(request), pitch=pitch, **form.cleaned_data)
            messages.success(request, _("La proposition est enregistrée."))
            return redirect(pitch)
    context = {"edition": pitch.edition, "slug": slug, "pitch": pitch}
    return render_form(request, "network/web_school/pitch_form.html", form, context)


@permitted("network.change_pitch", on=find_pitch)
@require_POST
def pitch_withdraw(request: HttpRequest, slug: str, **_address: UUID) -> HttpResponse:
    """Withdraws a pitch."""
    pitch = withdraw_pitch(by=current_person(request), pitch=target_of(request, Pitch))
    is_placed = Session.objects.filter(pitch=pitch).exists()
    messages.success(
        request,
        _("La proposition est retirée ; l’animateur du club, qui l’avait placée, est prévenu.")
        if is_placed
        else _("La proposition est retirée."),
    )
    return redirect("edition_detail", slug)


@public
@require_safe
@cache_control(public=True, max_age=365 * 24 * 3600, immutable=True)
def partner_logo(_request: HttpRequest, slug: str, digest: str) -> HttpResponse:
    """Returns the logo with this digest, a PNG that the server encoded itself; cacheable for a
    year.
    """
    partners = WebSchoolPartner.objects.filter(edition__slug=slug, logo_digest=digest)
    content = partners.values_list("logo", flat=True).first()
    if content is None:
        raise Http404
    response = HttpResponse(bytes(content), content_type="image/png")
    response["ETag"] = quote_etag(digest)
    return response
