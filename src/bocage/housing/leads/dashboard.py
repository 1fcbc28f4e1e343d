"""Dashboard of leads in the Espace: the pages of their managers, and their pending tasks.

A candidate finds « Pistes » on the home page of the Espace. It is not a menu entry, since that
would query on every page whether the person is accompanied.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bocage.foundation.formatting.grammar import at_name
from bocage.housing.leads.models.leads import Lead
from bocage.housing.leads.policies import (
    MANAGERS,
    OF_THE_TOWN_HALL,
    is_accompanied,
    manages_any_lead,
)
from bocage.housing.leads.selectors import to_confirm
from bocage.people.dashboard import (
    Todo,
    add_item,
    add_section,
    todo_provider,
)
from bocage.people.models import Person
from bocage.people.policies import holds_anywhere, reach_of

FEW_COMMUNES = 5

add_item(
    label=gettext_lazy("Pistes de logement"),
    url_name="lead_list",
    icon="key",
    rank=28,
    group="housing",
    is_shown=lambda person: bool(manages_any_lead(person)),
)


@todo_provider
def leads_to_decide(person: Person) -> Iterator[Todo]:
    """Yields the tasks of the managers of leads, by commune: numbers to give or refuse, leads to
    review, leads to confirm; one query.
    """
    if not holds_anywhere(person, MANAGERS):
        return
    waiting = _waiting(person)
    for row in waiting[:FEW_COMMUNES]:
        url = reverse("commune_leads", args=[row["commune"]])
        if row["request_count"]:
            yield _task(
                ngettext(
                    "%(count)d candidat demande le numéro d’un propriétaire %(at_commune)s",
                    "%(count)d candidats demandent le numéro d’un propriétaire %(at_commune)s",
                    row["request_count"],
                ),
                row,
                "request_count",
                _("Répondez par oui ou par non : qui lit le numéro est noté."),
                url,
                urgency="soon",
            )
        if row["reported"]:
            yield _task(
                ngettext(
                    "%(count)d piste de logement à relire %(at_commune)s",
                    "%(count)d pistes de logement à relire %(at_commune)s",
                    row["reported"],
                ),
                row,
                "reported",
                _("Personne ne la voit avant vous."),
                url,
            )
        if row["old"]:
            yield _task(
                ngettext(
                    "%(count)d piste de logement à confirmer %(at_commune)s",
                    "%(count)d pistes de logement à confirmer %(at_commune)s",
                    row["old"],
                ),
                row,
                "old",
                _("Toujours libre ? Un clic la garde visible."),
                url,
            )


def _waiting(person: Person) -> list[dict[str, Any]]:
    pending = Q(
        status=Lead.Status.SHARED,
        releases__requested_at__isnull=False,
        releases__released_at=None,
        releases__refused_at=None,
    )
    rows = (
        Lead.objects.managed_within(reach_of(person, MANAGERS))
        .filter(status__in=(Lead.Status.REPORTED, Lead.Status.SHARED))
        .values("commune", "commune__name")
        .annotate(
            request_count=Count("releases", filter=pending),
            reported=Count("pk", filter=Q(status=Lead.Status.REPORTED), distinct=True),
            old=Count("pk", filter=to_confirm(timezone.now()), distinct=True),
        )
        .filter(Q(request_count__gt=0) | Q(reported__gt=0) | Q(old__gt=0))
        .order_by("-request_count", "-reported", "-old", "commune__name")
    )
    return [dict(row) for row in rows[:FEW_COMMUNES]]


def _task(
    title: str, row: dict[str, Any], count: str, detail: str, url: str, *, urgency: Any = "normal"
) -> Todo:
    return Todo(
        title=title % {"count": row[count], "at_commune": at_name(row["commune__name"])},
        detail=detail,
        action=_("Voir les pistes"),
        url=url,
        urgency=urgency,
    )


def leads_of_candidate(person: Person) -> dict[str, Any] | None:
    """Returns how many leads an accompanied candidate can see, for the home page of the Espace;
    None for anybody else.

    One query for people who are not accompanied, none for a town hall.
    """
    if holds_anywhere(person, OF_THE_TOWN_HALL) or not is_accompanied(person):
        return None
    counts = Lead.objects.shared().aggregate(
        leads=Count("pk"), communes=Count("commune", distinct=True)
    )
    return {"leads": counts["leads"], "communes": counts["communes"]}


add_section(
    name="leads",
    template="housing/leads/espace_section.html",
    rank=30,
    context=leads_of_candidate,
)
