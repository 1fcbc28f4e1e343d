"""My portrait: upload, preview and removal."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.http.access import require_safe_or_post, signed_in
from bocage.foundation.http.actions import refusals_on
from bocage.people.forms import PortraitForm
from bocage.people.models import Portrait
from bocage.people.operations.portraits import remove_portrait, set_portrait
from bocage.people.signed_in import current_person
from bocage.people.views.account import profile_page


@signed_in
@require_safe_or_post
def portrait(request: HttpRequest) -> HttpResponse:
    """Stores the uploaded photo, or shows on the profile why it is refused."""
    if request.method != "POST":
        return redirect("account")
    person = current_person(request)
    form = PortraitForm(request.POST, request.FILES)
    if form.is_valid():
        with refusals_on(form, field="photo"):
            set_portrait(by=person, person=person, image=form.cleaned_data["photo"])
            messages.success(request, _("Votre photo est enregistrée."))
            return redirect("account")
    return profile_page(request, person, portrait_form=form, status=422)


@signed_in
@require_POST
def portrait_remove(request: HttpRequest) -> HttpResponseRedirect:
    """Takes my photo away."""
    person = current_person(request)
    remove_portrait(by=person, person=person)
    messages.success(request, _("Votre photo est retirée."))
    return redirect("account")


@signed_in
@require_safe
def portrait_image(request: HttpRequest) -> HttpResponseBase:
    """Returns my photo, as the people whom I accompany see it."""
    return picture_of(get_object_or_404(Portrait, person=current_person(request).pk))


def picture_of(portrait: Portrait) -> HttpResponseBase:
    """Returns a response with the photo that no shared cache keeps, and that is not indexed."""
    response = FileResponse(portrait.image.open("rb"), content_type="image/webp")
    response["Cache-Control"] = "private, max-age=600"
    response["X-Robots-Tag"] = "noindex"
    return response
