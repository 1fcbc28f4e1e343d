"""Sponsorship as households see it: their address given and taken back, the end."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bocage.foundation.http.access import permitted, target_of
from bocage.people.signed_in import current_person
from bocage.welcome.sponsors.forms import TAKE_CONTACT_BACK_BUTTON, EndForm
from bocage.welcome.sponsors.models import Sponsorship
from bocage.welcome.sponsors.operations.contacts import give_contact, take_contact_back
from bocage.welcome.sponsors.operations.sponsorships import end_sponsorship
from bocage.welcome.sponsors.views.sponsor import find_sponsorship


@permitted("welcome.give_contact", on=find_sponsorship)
@require_POST
def own_sponsor_contact(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Gives the household's address and number to its sponsor, or takes them back."""
    sponsorship = target_of(request, Sponsorship)
    if request.POST.get(TAKE_CONTACT_BACK_BUTTON):
        take_contact_back(by=current_person(request), sponsorship=sponsorship)
        messages.success(request, _("Vos coordonnées ne sont plus visibles."))
    else:
        give_contact(by=current_person(request), sponsorship=sponsorship)
        messages.success(request, _("Vos coordonnées sont données."))
    return redirect(f"{reverse('own_project')}#parrain")


@permitted("welcome.give_contact", on=find_sponsorship)
@require_POST
def own_sponsor_end(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Ends a sponsorship at the household's request."""
    sponsorship = target_of(request, Sponsorship)
    form = EndForm(request.POST, reasons=EndForm.BY_HOUSEHOLD)
    reason = form.cleaned_data["reason"] if form.is_valid() else Sponsorship.Reason.HOUSEHOLD
    words = form.cleaned_data.get("words", "")
    end_sponsorship(by=current_person(request), sponsorship=sponsorship, reason=reason, words=words)
    messages.success(request, _("C’est noté. L’équipe d’accueil est prévenue."))
    return redirect("own_project")
