"""The settings of the instance, without a terminal."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bocage.foundation.errors import add_refusal_to
from bocage.foundation.http.access import permitted
from bocage.foundation.http.actions import render_form
from bocage.foundation.models import InstanceSettings
from bocage.people.errors import NotALogo, UnreadableColour
from bocage.people.forms import InstanceForm, SettingsForm
from bocage.people.operations.instance import update_instance_settings
from bocage.people.signed_in import current_person


@permitted("people.update_instance_settings")
@require_http_methods(["GET", "POST"])
def instance_settings(request: HttpRequest) -> HttpResponse:
    """Shows and updates the settings of the instance: name, logo, colours, contact, texts,
    delays.
    """
    row = InstanceSettings.objects.defer("logo").filter(pk=1).first() or InstanceSettings()
    bound = request.method == "POST"
    form = InstanceForm(
        request.POST if bound else None, request.FILES if bound else None, instance=row
    )
    if save_settings(request, form):
        messages.success(request, _("Les réglages sont enregistrés."))
        return redirect("instance_settings")
    return render_form(request, "people/instance_settings.html", form)


def save_settings(request: HttpRequest, form: SettingsForm) -> bool:
    """Saves the values of a form, and returns True if they were saved.

    If they are refused, the form shows why, and its logo is stored all the same: a browser does not
    send a file a second time.
    """
    if form.is_valid():
        upload = form.cleaned_data["logo_file"]
        try:
            update_instance_settings(
                by=current_person(request),
                values=form.values,
                logo=upload,
                logo_size=upload.size if upload else 0,
                removes_logo=form.cleaned_data.get("removes_logo", False),
            )
        except UnreadableColour as refusal:
            add_refusal_to(form, refusal, refusal.field)
        except NotALogo as refusal:
            add_refusal_to(form, refusal, "logo_file")
        else:
            return True
    if form.errors:
        _save_logo(request, form)
    return False


def _save_logo(request: HttpRequest, form: SettingsForm) -> None:
    logo = form.cleaned_data.get("logo_file")
    if not logo:
        return
    try:
        update_instance_settings(
            by=current_person(request), values={}, logo=logo, logo_size=logo.size
        )
    except NotALogo as refusal:
        add_refusal_to(form, refusal, "logo_file")
    else:
        messages.info(request, _("Le logo est gardé."))
