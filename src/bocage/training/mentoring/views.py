"""Mentoring, as mentors and officers see it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.http.access import (
    finder,
    permitted,
    require_safe_or_post,
    signed_in,
    target_of,
)
from bocage.foundation.http.actions import flash_outcome, render_form
from bocage.people.signed_in import current_person
from bocage.training.cohorts.lookups import find_cohort, find_enrolment
from bocage.training.cohorts.tabs import cohort_context
from bocage.training.mentoring.forms import MentorForm, MentorNoteForm, ProposalForm
from bocage.training.mentoring.matching import possible_mentors
from bocage.training.mentoring.models import MentorProfile, Mentorship
from bocage.training.mentoring.operations import (
    MentorOffer,
    accept_mentorship,
    decline_mentorship,
    end_mentorship,
    offer_to_mentor,
    propose_mentor,
    stop_mentoring,
    write_mentor_note,
)
from bocage.training.programmes.models.cohorts import Cohort, Enrolment

find_mentorship = finder(
    Mentorship.objects.select_related(
        "mentor__person",
        "mentor__commune",
        "enrolment__person",
        "enrolment__cohort__programme__partner__scope",
        "enrolment__cohort__programme__departement",
    ),
    mentorship_id="pk",
)


@permitted("training.offer_to_mentor")
@require_safe_or_post
def mentor_offer(request: HttpRequest) -> HttpResponse:
    """Shows and saves the person's offer to mentor (« Devenir mentor »), with their mentorships."""
    person = current_person(request)
    profile = MentorProfile.objects.select_related("commune").filter(person=person).first()
    form = MentorForm(request.POST or None, initial=_initial_values(profile))
    if request.method == "POST" and form.is_valid():
        offer_to_mentor(by=person, offer=MentorOffer(**form.cleaned_data))
        messages.success(request, _("Merci ! Votre proposition est enregistrée."))
        return redirect("mentor_offer")
    context = {
        "profile": profile,
        "mentorships": Mentorship.objects.filter(mentor__person=person).select_related(
            "enrolment__person", "enrolment__cohort__programme"
        ),
    }
    return render_form(request, "training/mentoring/offer.html", form, context)


@signed_in
@require_POST
def mentor_stop(request: HttpRequest) -> HttpResponse:
    """Stops the person's offer to mentor."""
    stop_mentoring(by=current_person(request))
    messages.success(request, _("C’est noté : on ne vous proposera plus personne."))
    return redirect("espace")


@permitted("training.see_mentorship", on=find_mentorship)
@require_safe
def mentorship(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows a mentorship, with its notes."""
    current, person = target_of(request, Mentorship), current_person(request)
    context = {
        "mentorship": current,
        "programme": current.enrolment.cohort.programme,
        "notes": current.notes.all(),
        "form": MentorNoteForm(),
        "is_mentor": current.mentor.person_id == person.pk,
    }
    return render(request, "training/mentoring/mentorship.html", context)


@permitted("training.answer_mentorship", on=find_mentorship)
@require_POST
def mentorship_answer(request: HttpRequest, mentorship_id: UUID) -> HttpResponse:
    """Accepts or declines a mentorship."""
    answer = {"oui": accept_mentorship, "non": decline_mentorship}.get(
        request.POST.get("reponse", "")
    )
    if answer is None:
        raise Http404
    with flash_outcome(request):
        answer(by=current_person(request), mentorship=target_of(request, Mentorship))
    return redirect("mentorship", mentorship_id)


@permitted("training.write_mentor_note", on=find_mentorship)
@require_POST
def mentorship_note(request: HttpRequest, mentorship_id: UUID) -> HttpResponse:
    """Adds a note of the mentor."""
    form = MentorNoteForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Écrivez quelques mots, cinq cents lettres au plus."))
        return redirect("mentorship", mentorship_id)
    with flash_outcome(request):
        write_mentor_note(
            by=current_person(request),
            mentorship=target_of(request, Mentorship),
            words=form.cleaned_data["words"],
        )
    return redirect("mentorship", mentorship_id)


@permitted("training.end_mentorship", on=find_mentorship)
@require_POST
def mentorship_end(request: HttpRequest, mentorship_id: UUID) -> HttpResponse:
    """Ends a mentorship."""
    end_mentorship(by=current_person(request), mentorship=target_of(request, Mentorship))
    messages.success(request, _("Le mentorat est terminé."))
    return redirect("mentorship", mentorship_id)


def _initial_values(profile: MentorProfile | None) -> dict[str, object]:
    if profile is None:
        return {}
    return {
        "trade": profile.trade,
        "commune": (profile.commune.name, profile.commune_id),
        "words": profile.words,
        "max_learners": profile.max_learners,
    }


@permitted("training.manage_cohort", on=find_cohort)
@require_safe
def cohort_mentors(request: HttpRequest, cohort_id: UUID) -> HttpResponse:  # noqa: ARG001 - permitted found it
    """Lists the learners of a cohort, each with their mentor if they have one."""
    cohort = target_of(request, Cohort)
    mentorships: dict[UUID, Mentorship] = {}
    for mentorship in Mentorship.objects.filter(enrolment__cohort=cohort).select_related(
        "mentor__person"
    ):
        mentorships.setdefault(mentorship.enrolment_id, mentorship)
    enrolments = Enrolment.objects.seated().filter(cohort=cohort).select_related("person")
    context = cohort_context(request, cohort, "cohort_mentors") | {
        "learners": [
            (enrolment, mentorships.get(enrolment.pk)) for enrolment in enrolments.by_name()
        ],
        "offering": MentorProfile.objects.filter(stopped_at=None).count(),
    }
    return render(request, "training/mentoring/cohort.html", context)


@permitted("training.propose_mentor", on=find_enrolment)
@require_safe_or_post
def mentor_propose(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Lists the mentors available for a learner, best match first with reasons; proposes one."""
    enrolment = target_of(request, Enrolment)
    form = ProposalForm(request.POST if request.method == "POST" else request.GET or None)
    if request.method == "POST":
        return _proposed(request, enrolment)
    is_filled = form.is_bound and form.is_valid()
    trade = form.cleaned_data["trade"] if is_filled else ""
    commune = form.cleaned_data["commune"] if is_filled else None
    context = {
        "enrolment": enrolment,
        "cohort": enrolment.cohort,
        "form": form,
        "possible": possible_mentors(enrolment, trade=trade, commune=commune),
    }
    return render(request, "training/mentoring/propose.html", context)


def _proposed(request: HttpRequest, enrolment: Enrolment) -> HttpResponse:
    mentor = _find_mentor(request.POST.get("mentor", ""))
    with flash_outcome(request, _("La demande est partie : le mentor répond d’un clic.")):
        propose_mentor(by=current_person(request), enrolment=enrolment, mentor=mentor)
    return redirect("cohort_mentors", enrolment.cohort_id)


def _find_mentor(key: str) -> MentorProfile:
    """Returns the mentor named in a form.

    Raises:
        Http404: the mentor does not exist.
    """
    try:
        return get_object_or_404(MentorProfile, pk=UUID(key))
    except ValueError:
        raise Http404 from None
