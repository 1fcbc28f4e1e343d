"""Pages for sponsors: their requests, their households, their profile."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.http.access import (
    finder,
    permitted,
    require_safe_or_post,
    signed_in,
    target_of,
)
from bocage.foundation.http.actions import flash_outcome, refusals_on, render_form
from bocage.people.models import Person
from bocage.people.phones import format_phone
from bocage.people.signed_in import current_person
from bocage.welcome.projects.access_log import recorded
from bocage.welcome.projects.operations.consents import agrees
from bocage.welcome.sponsors.forms import (
    ContactForm,
    DeclineForm,
    EndForm,
    OneselfForm,
    SponsorForm,
)
from bocage.welcome.sponsors.household import facts_of_household, household_lines, household_title
from bocage.welcome.sponsors.models import SponsorContact, SponsorProfile, Sponsorship
from bocage.welcome.sponsors.naming import own_words
from bocage.welcome.sponsors.operations.contacts import note_contact, remove_contact
from bocage.welcome.sponsors.operations.profiles import (
    accept_sponsor_offer,
    change_sponsor_profile,
    decline_sponsor_offer,
    offer_oneself,
    stop_sponsoring,
)
from bocage.welcome.sponsors.operations.sponsorships import (
    accept_sponsorship,
    decline_sponsorship,
    end_sponsorship,
)

Status = SponsorProfile.Status


find_profile = finder(
    SponsorProfile.objects.select_related("commune__departement", "commune__epci", "person"),
    profile_id="pk",
)


find_sponsorship = finder(
    Sponsorship.objects.select_related(
        "project__commune__epci",
        "project__departement",
        "project__coordinator",
        "sponsor__commune__departement",
        "sponsor__commune__epci",
        "sponsor__person",
        "contact_given_by",
    ).filter(project__erased_at=None),
    sponsorship_id="pk",
)
"""Finder of the sponsorship of a URL, unless its household was erased."""


@signed_in
@require_safe
def sponsoring(request: HttpRequest) -> HttpResponse:
    """Shows sponsors their pending requests, the households that they accompany, and their
    profiles.
    """
    person = current_person(request)
    profiles = list(
        SponsorProfile.objects.filter(person=person).select_related("commune", "offered_by")
    )
    sponsorships = list(
        Sponsorship.objects.filter(
            sponsor__person=person, status__in=Sponsorship.OPEN, project__erased_at=None
        )
        .select_related("project__commune")
        .prefetch_related("project__adults__person", "project__communes")
        .order_by("proposed_at", "pk")
    )
    lines = [(sponsorship, facts_of_household(sponsorship.project)) for sponsorship in sponsorships]
    context = {
        "profiles": profiles,
        "pending": [line for line in lines if not line[0].is_active],
        "active": [line for line in lines if line[0].is_active],
        "past": Sponsorship.objects.filter(
            sponsor__person=person, status=Sponsorship.Status.ENDED
        ).count(),
    }
    return render(request, "welcome/sponsors/sponsoring.html", context)


@signed_in
@require_safe_or_post
def sponsor_oneself(request: HttpRequest) -> HttpResponse:
    """Proposes oneself as a sponsor of a commune."""
    form = OneselfForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            profile = offer_oneself(
                by=current_person(request),
                commune=form.cleaned_data["found_commune"],
                words=form.description(),
            )
            messages.success(
                request,
                own_words(profile),
            )
            return redirect("sponsoring")
    return render_form(request, "welcome/sponsors/oneself.html", form)


@permitted("welcome.manage_sponsor_profile", on=find_profile)
@require_safe_or_post
def sponsor_profile(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows a sponsor's profile in a form, and saves its changes."""
    profile = target_of(request, SponsorProfile)
    person = current_person(request)
    form = SponsorForm(request.POST) if request.method == "POST" else SponsorForm.of(profile)
    if request.method == "POST" and form.is_valid():
        change_sponsor_profile(by=person, profile=profile, words=form.description())
        messages.success(request, _("La fiche est à jour."))
        return redirect("sponsoring" if profile.person_id == person.pk else "sponsor_list")
    context = {"profile": profile, "is_own": profile.person_id == person.pk}
    return render_form(request, "welcome/sponsors/profile.html", form, context)


@permitted("welcome.manage_sponsor_profile", on=find_profile)
@require_POST
def sponsor_stop(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Ends the mandate of a sponsor."""
    profile = target_of(request, SponsorProfile)
    person = current_person(request)
    stop_sponsoring(by=person, profile=profile)
    messages.success(request, _("C’est noté. Merci pour le temps donné."))
    return redirect("sponsoring" if profile.person_id == person.pk else "sponsor_list")


@permitted("welcome.answer_sponsor_offer", on=find_profile)
@require_POST
def sponsor_offer_accept(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Accepts an offer to be a sponsor, from the Espace."""
    profile = accept_sponsor_offer(
        by=current_person(request), profile=target_of(request, SponsorProfile)
    )
    messages.success(
        request,
        _("Merci : complétez votre fiche pour que l’on vous propose des ménages.")
        if profile.is_active
        else _("Merci. L’équipe d’accueil confirme et vous écrit."),
    )
    return redirect("sponsor_profile", profile.pk)


@permitted("welcome.answer_sponsor_offer", on=find_profile)
@require_POST
def sponsor_offer_decline(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Declines an offer to be a sponsor, or withdraws the person's own proposal, from the
    Espace.
    """
    decline_sponsor_offer(by=current_person(request), profile=target_of(request, SponsorProfile))
    messages.success(request, _("C’est noté : vous ne serez pas sollicité(e)."))
    return redirect("sponsoring")


@permitted("welcome.answer_sponsorship", on=find_sponsorship)
@require_safe
@recorded
def sponsorship(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows a sponsor a household: the request, then the short card while it is accompanied."""
    return sponsorship_page(request, target_of(request, Sponsorship))


@permitted("welcome.answer_sponsorship", on=find_sponsorship)
@require_POST
def sponsorship_accept(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Accepts to accompany a household, from the Espace."""
    sponsorship = target_of(request, Sponsorship)
    with flash_outcome(request, _("Merci : le ménage vient d’apprendre qui vous êtes.")):
        accept_sponsorship(by=current_person(request), sponsorship=sponsorship)
        return redirect("sponsorship", sponsorship.pk)
    return redirect("sponsoring")


@permitted("welcome.answer_sponsorship", on=find_sponsorship)
@require_POST
def sponsorship_decline(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Declines a household, from the Espace, with the reason."""
    sponsorship = target_of(request, Sponsorship)
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return sponsorship_page(request, sponsorship, decline_form=form, status=422)
    decline_sponsorship(
        by=current_person(request),
        sponsorship=sponsorship,
        reason=form.cleaned_data["reason"],
        words=form.cleaned_data["words"],
    )
    messages.success(request, _("C’est noté. Merci d’avoir répondu."))
    return redirect("sponsoring")


@permitted("welcome.see_sponsored_project", on=find_sponsorship)
@require_POST
def sponsorship_note(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Notes a contact in a line."""
    sponsorship = target_of(request, Sponsorship)
    form = ContactForm(request.POST)
    if form.is_valid():
        with refusals_on(form, field="day"):
            note_contact(
                by=current_person(request),
                sponsorship=sponsorship,
                happened_on=form.cleaned_data["day"],
                channel=form.cleaned_data["channel"],
                line=form.cleaned_data["line"],
            )
            messages.success(request, _("C’est noté."))
            return redirect("sponsorship", sponsorship.pk)
    return sponsorship_page(request, sponsorship, contact_form=form, status=422)


@permitted("welcome.see_sponsored_project", on=find_sponsorship)
@require_POST
def sponsorship_unnote(request: HttpRequest, note_id: UUID, **_address: UUID) -> HttpResponse:
    """Deletes a note about a contact."""
    sponsorship = target_of(request, Sponsorship)
    contact = SponsorContact.objects.filter(pk=note_id, sponsorship=sponsorship).first()
    if contact is not None:
        contact.sponsorship = sponsorship
        remove_contact(by=current_person(request), contact=contact)
    messages.success(request, _("La note est retirée."))
    return redirect("sponsorship", sponsorship.pk)


@permitted("welcome.answer_sponsorship", on=find_sponsorship)
@require_POST
def sponsorship_end(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Ends a sponsorship at the sponsor's request."""
    sponsorship = target_of(request, Sponsorship)
    form = EndForm(request.POST, reasons=EndForm.BY_SPONSOR)
    if not form.is_valid():
        return sponsorship_page(request, sponsorship, end_form=form, status=422)
    end_sponsorship(
        by=current_person(request),
        sponsorship=sponsorship,
        reason=form.cleaned_data["reason"],
        words=form.cleaned_data["words"],
    )
    messages.success(
        request, _("C’est noté. Un courriel vous demande en deux minutes comment cela s’est passé.")
    )
    return redirect("sponsoring")


@signed_in
@require_safe
def sponsor_guide(request: HttpRequest) -> HttpResponse:
    """Shows the first steps of a sponsor, on one page that prints well."""
    return render(request, "welcome/sponsors/guide.html")


@never_cache
def sponsorship_page(
    request: HttpRequest, sponsorship: Sponsorship, *, status: int = 200, **forms: object
) -> HttpResponse:
    """Renders the page of one household with the facts its sponsor may read; 404 once it is
    over.
    """
    person = current_person(request)
    if not sponsorship.is_open or not agrees(sponsorship.project, "helpers"):
        raise Http404
    facts = facts_of_household(sponsorship.project)
    may_see = person.has_perm("welcome.see_sponsored_project", sponsorship)
    context = {
        "sponsorship": sponsorship,
        "who": household_title(facts),
        "lines": household_lines(facts),
        "is_active": may_see,
        "coordinator": sponsorship.project.coordinator,
        "coordinator_phone": _phone(sponsorship.project.coordinator),
        "contact": sponsorship.contact_given_by if may_see else None,
        "contact_phone": _phone(sponsorship.contact_given_by) if may_see else "",
        "contacts": list(sponsorship.contacts.all()) if may_see else [],
        "contact_form": forms.get("contact_form") or ContactForm(),
        "decline_form": forms.get("decline_form") or DeclineForm(),
        "end_form": forms.get("end_form") or EndForm(reasons=EndForm.BY_SPONSOR),
    }
    return render(request, "welcome/sponsors/sponsorship.html", context, status=status)


def _phone(person: Person | None) -> str:
    return format_phone(person.phone) if person is not None and person.phone else ""
