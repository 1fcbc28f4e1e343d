"""Views of organisations: their pages, and the editing of them by the members who lead them."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bocage.foundation.http.access import finder, permitted, public, require_safe_or_post, target_of
from bocage.foundation.http.actions import refusals_on, render_form
from bocage.foundation.http.replica import allow_stale_second
from bocage.network.members.forms import OrganisationForm
from bocage.network.members.models.members import SharedField
from bocage.network.members.models.organisations import Organisation
from bocage.network.members.operations.organisations import save_organisation
from bocage.network.members.presentation import MemberProfile, onlooker_of
from bocage.people.signed_in import current_person

find_organisation = finder(
    Organisation.objects.select_related("commune__departement", "commune__epci"), slug="slug"
)


@public
@allow_stale_second
@require_safe
def organisation_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Shows an organisation, with the members who show that they belong to it."""
    organisation = find_organisation(slug)
    onlooker = onlooker_of(request.user)
    members = (
        organisation.members.active()
        .select_related("person__portrait", "commune", "organisation")
        .prefetch_related("skills")
        .order_by("-leads_organisation", "person__name", "pk")
    )
    profiles = [MemberProfile(member, onlooker) for member in members]
    context = {
        "organisation": organisation,
        "people": [
            profile
            for profile in profiles
            if profile.shows(SharedField.NAME) and profile.shows(SharedField.ORGANISATION)
        ],
        "may_edit": request.user.has_perm("network.update_organisation", organisation),
    }
    return render(request, "network/members/organisation_detail.html", context)


@permitted("network.update_organisation", on=find_organisation)
@require_safe_or_post
def organisation_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Writes the page of an organisation."""
    organisation = target_of(request, Organisation)
    form = OrganisationForm(
        request.POST or None,
        initial={
            "name": organisation.name,
            "kind": organisation.kind,
            "commune": (organisation.commune.name, organisation.commune.code),
            "siret": organisation.siret,
            "description": organisation.description,
            "website": organisation.website,
        },
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form, field="siret"):
            saved = save_organisation(
                by=current_person(request), organisation=organisation, **form.cleaned_data
            )
            messages.success(request, _("La page de la structure est enregistrée."))
            if saved.siret and saved.siret_checked_at is None and settings.BOCAGE.company_register:
                messages.warning(
                    request,
                    _("Le registre officiel n’a pas répondu : la clé du SIRET seule est vérifiée."),
                )
            return redirect(saved)
    context = {"organisation": organisation, "slug": slug}
    return render_form(request, "network/members/organisation_edit.html", form, context)
