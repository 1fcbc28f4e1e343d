"""Views of one's own membership: joining, profile and its visibility, renewal, leaving."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bocage.foundation.formatting.plain_words import plain_words
from bocage.foundation.formatting.times import format_date
from bocage.foundation.http.access import require_safe_or_post, signed_in
from bocage.foundation.http.actions import refusals_on, render_form
from bocage.network.members.forms import FieldAudience, JoinForm, ProfileForm, VisibilityForm
from bocage.network.members.models.members import Member, SharedField
from bocage.network.members.models.organisations import Organisation
from bocage.network.members.operations.members import (
    join_club,
    leave_club,
    renew_membership,
    update_profile,
)
from bocage.network.members.operations.organisations import save_organisation
from bocage.people.models import Person
from bocage.people.operations.persons import update_profile as update_person
from bocage.people.signed_in import current_person

COMING_BACK = {Member.Status.LEFT, Member.Status.REFUSED, Member.Status.GUEST}


def membership_of(person: Person) -> Member | None:
    """Returns the membership of a person in any state, or None."""
    members = Member.objects.select_related("person", "commune", "organisation")
    return members.filter(person=person).first()


@signed_in
@require_safe_or_post
def club_join(request: HttpRequest) -> HttpResponse:
    """Joins the club, or sends a request to join; an existing member is redirected to their
    page."""
    person = current_person(request)
    member = membership_of(person)
    if member is not None and member.status not in COMING_BACK:
        return redirect("own_membership")
    form = JoinForm(request.POST or None, initial=_initial_values(person, member))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            member_joined = _join(person, form.cleaned_data)
            if member_joined.is_active:
                messages.success(
                    request, _("Bienvenue au club. Complétez votre fiche à votre rythme.")
                )
            else:
                messages.success(
                    request, _("Votre demande est envoyée : vous recevrez la réponse par courriel.")
                )
            return redirect("own_membership")
    return render_form(request, "network/members/join.html", form)


def _join(person: Person, data: dict[str, Any]) -> Member:
    with transaction.atomic():
        if person.name != data["name"]:
            update_person(by=person, person=person, name=data["name"], situation=person.situation)
        return join_club(
            by=person,
            commune=data["commune"],
            headline=data["trade"],
            skills=data["skills"],
        )


def _initial_values(person: Person, member: Member | None) -> dict[str, Any]:
    values: dict[str, Any] = {"name": person.name}
    if member is not None:
        values |= {
            "commune": (member.commune.name, member.commune.code),
            "trade": member.headline,
            "skills": [skill.name for skill in member.skills.order_by("name", "pk")],
        }
    return values


@signed_in
@require_safe_or_post
def own_membership(request: HttpRequest) -> HttpResponse:
    """Shows and saves the person's profile, and the audience of each field."""
    person = current_person(request)
    member = membership_of(person)
    if member is None or member.status == Member.Status.LEFT:
        return redirect("club_join")
    data = request.POST or None
    form = ProfileForm(data, member=member, prefix="dit")
    visibility_form = VisibilityForm(data, member=member, prefix="montre")
    if request.method == "POST" and form.is_valid() and visibility_form.is_valid():
        with refusals_on(form):
            _save_profile(person, member, form.cleaned_data, visibility_form)
            messages.success(request, _("Votre fiche est enregistrée."))
            return redirect("own_membership")
    context = {
        "member": member,
        "form": form,
        "visibility_form": visibility_form,
        "embed": embed_snippet(request, member),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "network/members/own_membership.html", context, status=status)


def embed_snippet(request: HttpRequest, member: Member) -> str:
    """Returns the HTML that a public member pastes into another site to show their card there, as
    text that the page still has to escape; empty if they are not public.
    """
    if not member.is_active or SharedField.NAME not in member.public_fields:
        return ""
    address = request.build_absolute_uri(reverse("member_embed", args=[member.pk]))
    attributes = f'src="{escape(address)}" title="{escape(member.person.name)}"'
    return f'<iframe {attributes} width="340" height="230" loading="lazy"></iframe>'


def _save_profile(
    person: Person, member: Member, data: dict[str, Any], visibility: VisibilityForm
) -> None:
    with transaction.atomic():
        organisation = _organisation(person, member, data)
        update_profile(
            by=person,
            member=member,
            **{**data, "organisation": organisation},
            public_fields=visibility.fields_for(FieldAudience.PUBLIC),
            members_fields=visibility.fields_for(FieldAudience.MEMBERS),
        )


def _organisation(person: Person, member: Member, data: dict[str, Any]) -> Organisation | None:
    """Returns the organisation of that name in the département, or a new one; None without a
    name."""
    name = " ".join(data["organisation"].split())
    if not name:
        return None
    if member.organisation is not None and plain_words(member.organisation.name) == plain_words(
        name
    ):
        return member.organisation
    alike = Organisation.objects.filter(
        name__unaccent__iexact=name, commune__departement=data["commune"].departement_id
    )
    organisation = alike.order_by("pk").first()
    return organisation or save_organisation(
        by=person, organisation=None, name=name, commune=data["commune"]
    )


@signed_in
@require_POST
def membership_renew(request: HttpRequest) -> HttpResponse:
    """Renews my membership."""
    renewed = renew_membership(by=current_person(request), member=_own_membership(request))
    until = format_date(renewed.renewed_until, with_year=True) if renewed.renewed_until else ""
    messages.success(
        request, _("Vous restez membre du club jusqu’au %(until)s.") % {"until": until}
    )
    return redirect("own_membership")


@signed_in
@require_safe_or_post
def membership_leave(request: HttpRequest) -> HttpResponse:
    """Shows a confirmation page, then ends the person's membership."""
    member = _own_membership(request)
    if request.method != "POST":
        return render(request, "network/members/leave.html", {"member": member})
    leave_club(by=current_person(request), member=member)
    messages.success(request, _("Vous avez quitté le club : votre fiche n’est plus montrée."))
    return redirect("member_list")


def _own_membership(request: HttpRequest) -> Member:
    member = membership_of(current_person(request))
    if member is None:
        raise Http404
    return member
