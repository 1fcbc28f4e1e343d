"""Home of the Espace: my to-dos of today, each with a button."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from bocage.foundation.http.access import signed_in
from bocage.people.dashboard import shown_sections, tasks_of
from bocage.people.models import Mandate
from bocage.people.signed_in import current_person


@signed_in
@require_safe
def espace(request: HttpRequest) -> HttpResponse:
    """Shows the summary sentence, then the to-dos, then the sections of each room."""
    person = current_person(request)
    tasks = tasks_of(person)
    context = {
        "now": timezone.now(),
        "sentence": waiting_sentence(len(tasks)),
        "tasks": tasks,
        "sections": shown_sections(person),
        "mandates": Mandate.objects.filter(person=person)
        .in_force()
        .select_related("scope__departement", "scope__epci", "scope__commune", "scope__partner")
        .order_by("starts_on", "pk"),
    }
    return render(request, "people/dashboard/home.html", context)


def waiting_sentence(count: int) -> str:
    """Returns a sentence with the number of to-dos, in words up to ten."""
    sentences = [
        _("Rien ne vous attend aujourd’hui"),
        _("Une chose vous attend"),
        _("Deux choses vous attendent"),
        _("Trois choses vous attendent"),
        _("Quatre choses vous attendent"),
        _("Cinq choses vous attendent"),
        _("Six choses vous attendent"),
        _("Sept choses vous attendent"),
        _("Huit choses vous attendent"),
        _("Neuf choses vous attendent"),
        _("Dix choses vous attendent"),
    ]
    if count < len(sentences):
        return sentences[count]
    return ngettext("%(count)d chose vous attend", "%(count)d choses vous attendent", count) % {
        "count": count
    }
