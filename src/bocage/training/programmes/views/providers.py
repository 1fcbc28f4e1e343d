"""Page of the legal identity of a partner."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from bocage.foundation.http.access import permitted, require_safe_or_post, target_of
from bocage.foundation.http.actions import refusals_on, render_form
from bocage.people.signed_in import current_person
from bocage.training.programmes.forms import ProviderForm
from bocage.training.programmes.lookups import find_programme
from bocage.training.programmes.models.programmes import Programme
from bocage.training.programmes.models.providers import TrainingProvider
from bocage.training.programmes.operations import save_provider


@permitted("training.manage_programme", on=find_programme)
@require_safe_or_post
def provider_write(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    """Shows and saves the legal identity of a partner, used on all its documents."""
    programme = target_of(request, Programme)
    form = ProviderForm(request.POST or None, instance=TrainingProvider.of(programme))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form, field="siret"):
            provider = save_provider(
                by=current_person(request), programme=programme, values=form.cleaned_data
            )
            messages.success(request, _("L’identité de l’organisme est enregistrée."))
            if provider.siret_checked_at is None and settings.BOCAGE.company_register:
                messages.warning(
                    request,
                    _("Le registre officiel n’a pas répondu : la clé du SIRET seule est vérifiée."),
                )
            return redirect("training_manage", programme_id)
    return render_form(request, "training/programmes/provider.html", form, {"programme": programme})
