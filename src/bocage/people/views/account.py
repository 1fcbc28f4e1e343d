"""« Mon compte »: profile, preferences, personal data, and open sessions."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bocage.foundation.documents import pdf_response
from bocage.foundation.http.access import signed_in
from bocage.people.agreements import agreements_of, openings_of
from bocage.people.forms import PortraitForm, PreferencesForm, ProfileForm
from bocage.people.models import Person, Portrait
from bocage.people.operations.persons import set_preferences, update_profile
from bocage.people.personal_data import personal_data_of, personal_data_sections
from bocage.people.personal_data.document import personal_data_pdf
from bocage.people.sign_in.adapters import has_recent_proof
from bocage.people.sign_in.second_factor import ask_for_proof
from bocage.people.sign_in.sessions import (
    end_other_sessions,
    end_session,
    key_of_session,
    sessions_of,
)
from bocage.people.signed_in import current_person


@signed_in
@require_http_methods(["GET", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """Shows and updates my profile, with links to the rest of my account."""
    person = current_person(request)
    form = ProfileForm(request.POST or None, instance=Person.objects.get(pk=person.pk))
    if request.method == "POST" and form.is_valid():
        update_profile(by=person, person=person, **form.cleaned_data)
        messages.success(request, _("C’est noté."))
        return redirect("account")
    return profile_page(request, person, form=form)


def profile_page(
    request: HttpRequest,
    person: Person,
    *,
    form: ProfileForm | None = None,
    portrait_form: PortraitForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Shows the page of the profile, with a submitted form if there is one."""
    context = {
        "form": form or ProfileForm(instance=Person.objects.get(pk=person.pk)),
        "portrait_form": portrait_form or PortraitForm(),
        "portrait": Portrait.objects.filter(person=person).first(),
    }
    return render(request, "people/account/profile.html", context, status=status)


@signed_in
@require_http_methods(["GET", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """Shows and updates my language, my privacy settings, and my message channels."""
    person = current_person(request)
    choices = {choice.channel: choice.is_wanted for choice in person.message_choices.all()}
    form = PreferencesForm(
        request.POST if request.method == "POST" else None,
        instance=Person.objects.get(pk=person.pk),
        choices=choices,
    )
    if form.is_valid():
        set_preferences(
            by=person,
            person=person,
            language=form.cleaned_data["language"],
            shows_name_to_hosts=form.cleaned_data["shows_name_to_hosts"],
            shows_name_to_others=form.cleaned_data["shows_name_to_others"],
            messages=form.messages,
        )
        messages.success(request, _("Vos préférences sont enregistrées."))
        return redirect("preferences")
    return render(request, "people/account/preferences.html", {"form": form})


@signed_in
@never_cache
@require_safe
def own_data(request: HttpRequest) -> HttpResponse:
    """Shows the personal data that every room stores about me: the latest of each kind, the rest
    being in the file.
    """
    sections = personal_data_sections(current_person(request))
    context = {
        "sections": [section for section in sections if section.rows],
        "empty": [section.title for section in sections if not section.rows],
    }
    return render(request, "people/account/personal_data.html", context)


@signed_in
@never_cache
@require_safe
def own_data_file(request: HttpRequest) -> HttpResponse:
    """Downloads all my personal data as JSON, which programs read too."""
    return JsonResponse(
        personal_data_of(current_person(request)),
        json_dumps_params={"ensure_ascii": False, "indent": 2},
        headers={"Content-Disposition": f'attachment; filename="{_("mes-donnees")}.json"'},
    )


@signed_in
@never_cache
@require_safe
def own_data_document(request: HttpRequest) -> HttpResponse:
    """Downloads all my personal data as a PDF, to read and to print."""
    pdf = personal_data_pdf(current_person(request))
    return pdf_response(pdf, filename=f"{_('mes-donnees')}.pdf")


@signed_in
@never_cache
@require_safe
def agreements(request: HttpRequest) -> HttpResponse:
    """Shows my consents with links to withdraw them, and who opened my file."""
    person = current_person(request)
    context = {"agreements": agreements_of(person), "openings": openings_of(person)}
    return render(request, "people/account/agreements.html", context)


@signed_in
@never_cache
@require_safe
def session_list(request: HttpRequest) -> HttpResponse:
    """Shows where I am signed in, and with which browser."""
    sessions = sessions_of(current_person(request), current_key=request.session.session_key or "")
    return render(request, "people/account/sessions.html", {"sessions": sessions})


@signed_in
@require_POST
def session_end(request: HttpRequest, session_id: int) -> HttpResponse:
    """Ends one of my sessions: this one signs me out, another first requires that I confirm my
    identity.
    """
    person = current_person(request)
    key = key_of_session(by=person, session_id=session_id)
    if key is None:
        raise Http404
    if key == request.session.session_key:
        request.session.flush()
        return redirect("home")
    if not has_recent_proof(request):
        return ask_for_proof(reverse("usersessions_list"))
    end_session(by=person, session_id=session_id)
    messages.success(request, _("Cette session est terminée."))
    return redirect("usersessions_list")


@signed_in
@require_POST
def other_sessions_end(request: HttpRequest) -> HttpResponse:
    """Ends all my sessions but this one, once I have confirmed my identity again."""
    if not has_recent_proof(request):
        return ask_for_proof(reverse("usersessions_list"))
    end_other_sessions(by=current_person(request), current_key=request.session.session_key or "")
    messages.success(request, _("Vous n’êtes plus connecté(e) qu’ici."))
    return redirect("usersessions_list")
