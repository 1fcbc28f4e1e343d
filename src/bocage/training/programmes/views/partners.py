"""The partners of the instance, on which officers hold their mandate: named by administrators."""

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from bocage.foundation.http.access import permitted, require_safe_or_post
from bocage.foundation.http.actions import render_form
from bocage.people.models import Partner
from bocage.people.operations.scopes import create_partner
from bocage.training.programmes.forms import PartnerForm


@permitted("people.update_instance_settings")
@require_safe_or_post
def training_partners(request: HttpRequest) -> HttpResponse:
    """Lists the partners, each with a way to appoint its officer, and adds one."""
    form = PartnerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            create_partner(**form.cleaned_data)
        except IntegrityError:
            form.add_error("name", _("Ce partenaire existe déjà."))
        else:
            messages.success(request, _("Le partenaire est là : nommez son responsable."))
            return redirect("training_partners")
    partners = Partner.objects.filter(scope__isnull=False).select_related("scope", "departement")
    return render_form(request, "training/programmes/partners.html", form, {"partners": partners})
