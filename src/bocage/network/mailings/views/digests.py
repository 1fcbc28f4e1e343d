"""Views of the monthly digest: drafting on demand, and the club's settings."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bocage.foundation.http.access import permitted, require_safe_or_post, target_of
from bocage.foundation.http.actions import render_form
from bocage.network.mailings.forms import DigestSettingForm
from bocage.network.mailings.models import DigestSetting, Mailing
from bocage.network.mailings.operations.digests import draft_digest, save_digest_setting
from bocage.network.mailings.views.mailings import new_mailing_of
from bocage.people.signed_in import current_person
from bocage.territory.models import Departement


def find_setting(code: str) -> DigestSetting:
    """Returns the digest settings of a département, or the defaults.

    Raises:
        Http404: the département does not exist.
    """
    departement = get_object_or_404(Departement, code=code)
    setting = DigestSetting.objects.filter(departement=departement).first()
    return setting or DigestSetting(departement=departement)


@permitted("network.send_mailing", on=new_mailing_of)
@require_POST
def digest_draft(request: HttpRequest, **_address: str) -> HttpResponse:
    """Drafts the digest of this month, or redirects to the existing one."""
    departement = target_of(request, Mailing).departement
    digest = draft_digest(by=current_person(request), departement=departement)
    if digest is None:
        messages.info(request, _("Rien à raconter ce mois-ci : la lettre serait vide."))
        return redirect("mailing_list")
    return redirect(digest)


@permitted("network.update_club", on=find_setting)
@require_safe_or_post
def digest_settings(request: HttpRequest, code: str) -> HttpResponse:
    """Shows and saves a club's choices for its digest."""
    setting = target_of(request, DigestSetting)
    form = DigestSettingForm(request.POST or None, instance=setting)
    if request.method == "POST" and form.is_valid():
        save_digest_setting(
            by=current_person(request), departement=setting.departement, **form.cleaned_data
        )
        messages.success(request, _("Les choix de la lettre sont enregistrés."))
        return redirect("mailing_list")
    context = {"setting": setting, "code": code}
    return render_form(request, "network/mailings/digest_settings.html", form, context)
