"""Writing to everybody who comes on a day."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bocage.foundation.formatting.times import format_date
from bocage.foundation.http.access import permitted, require_safe_or_post
from bocage.foundation.http.actions import render_form
from bocage.people.phones import format_phone
from bocage.people.signed_in import current_person
from bocage.workspaces.front_desk.forms.board import DayMessageForm
from bocage.workspaces.front_desk.models import DayMessage
from bocage.workspaces.front_desk.operations.day_messages import (
    reached_by_phone_alone,
    visitors_of,
    write_to_visitors,
)
from bocage.workspaces.places.lookups import find_place, target_place


@permitted("workspaces.write_to_visitors", on=find_place)
@require_safe_or_post
def host_write(request: HttpRequest, slug: str, day: date) -> HttpResponse:
    """Shows a message as it will be read, then sends it once."""
    place = target_place(request)
    form = DayMessageForm(request.POST or None)
    is_ready = request.method == "POST" and form.is_valid()
    if is_ready and "send" in request.POST:
        message = write_to_visitors(
            by=current_person(request), place=place, day=day, **form.cleaned_data
        )
        messages.success(request, _success_sentence(message.recipients))
        return redirect("host_day", slug, day)
    people = visitors_of(place, day)
    by_phone = reached_by_phone_alone(people)
    context = {
        "place": place,
        "day": day,
        "full_date": format_date(day, with_year=True),
        "is_ready": is_ready,
        "count": len(people) - len(by_phone),
        "to_call": [(person.name, format_phone(person.phone)) for person in by_phone],
        "sent": DayMessage.objects.filter(place=place, day=day).select_related("sent_by"),
    }
    return render_form(request, "workspaces/front_desk/board/write.html", form, context)


def _success_sentence(count: int) -> str:
    if not count:
        return _("Personne n’attendait ce message : il n’est parti à personne.")
    return ngettext(
        "Le message part à %(count)d personne.",
        "Le message part à %(count)d personnes.",
        count,
    ) % {"count": count}
