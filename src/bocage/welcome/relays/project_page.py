"""Additions of relays to the pages of a project: a section and timeline entries."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from bocage.foundation.formatting.grammar import of_name
from bocage.people.models import Person
from bocage.welcome.projects.contents import known_uses, rows_of
from bocage.welcome.projects.models.messages import ProjectConsent
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.sections import add_file_section, add_household_section
from bocage.welcome.projects.timeline import TimelineEntry, timeline_source
from bocage.welcome.relays.choices import choice_of
from bocage.welcome.relays.models import Relay, RelayReply


def in_the_file(project: SettlementProject, _person: Person) -> dict[str, Any]:
    """Returns, for the project's file, the relays sent, their recipients and answers, and the
    button to send one; three queries.
    """
    relays = list(
        rows_of(project, Relay.objects.filter(project=project.pk))
        .select_related("commune", "answered_by", "lead")
        .prefetch_related("replies__person")
    )
    return {
        "lines": [_relay_line(relay) for relay in relays],
        "agrees": ProjectConsent.Use.TOWN_HALLS in known_uses(project),
        "is_open": project.is_open,
        "ask_url": reverse("relay_ask", args=[project.pk]),
    }


def on_the_household_page(project: SettlementProject, _person: Person) -> dict[str, Any] | None:
    """Returns, for the household's page, the town halls requested and a word on their answers; None
    if there are none. One query.
    """
    relays = list(
        rows_of(project, Relay.objects.filter(project=project.pk))
        .exclude(status=Relay.Status.WITHDRAWN)
        .select_related("commune")
    )
    if not relays:
        return None
    return {"lines": [_line_of_household(relay) for relay in relays]}


def _relay_line(relay: Relay) -> dict[str, Any]:
    answered = choice_of(relay)
    return {
        "relay": relay,
        "state": answered.label if answered else _state(relay),
        "tone": _TONES.get(relay.answer, "warn" if relay.coordinator_notified_at else ""),
        "is_for_us": relay.is_open and relay.coordinator_notified_at is not None,
        "kept": [reply for reply in relay.replies.all() if reply.state in RelayReply.SET_ASIDE],
        "to_confirm": [
            reply
            for reply in relay.replies.all()
            if reply.state == RelayReply.State.TO_CONFIRM and relay.is_open
        ],
    }


def _state(relay: Relay) -> str:
    if relay.status == Relay.Status.WITHDRAWN:
        return _("retirée")
    if relay.coordinator_notified_at:
        return _("sans réponse : à vous d’appeler")
    if relay.epci_notified_at or relay.recipient == Relay.Recipient.EPCI:
        return _("l’intercommunalité a la question")
    if relay.reminded_at:
        return _("relancée")
    return _("lue") if relay.seen_at else _("envoyée")


def _line_of_household(relay: Relay) -> dict[str, Any]:
    words = {
        Relay.Answer.YES: _("oui, vous êtes les bienvenus"),
        Relay.Answer.NOT_NOW: _("pas maintenant"),
        Relay.Answer.NO: _("pas cette fois"),
    }
    return {
        "relay": relay,
        "state": words.get(Relay.Answer(relay.answer)) if relay.answer else _("question posée"),
        "tone": _TONES.get(relay.answer, ""),
    }


_TONES: dict[str, str] = {Relay.Answer.YES: "good", Relay.Answer.NOT_NOW: "warn"}


add_file_section(
    name="relays",
    title=pgettext_lazy("section", "Mairies"),
    template="welcome/relays/file_section.html",
    rank=30,
    context=in_the_file,
)
add_household_section(
    name="relays",
    title=pgettext_lazy("section", "Mairies"),
    template="welcome/relays/household_section.html",
    rank=35,
    context=on_the_household_page,
)


@timeline_source
def relays(project: SettlementProject) -> Iterator[TimelineEntry]:
    """Yields the timeline entries of a project's relays; two queries, whatever their number."""
    relays = (
        rows_of(project, Relay.objects.filter(project=project.pk))
        .select_related("commune", "requested_by", "answered_by")
        .prefetch_related("replies__person")
    )
    for relay in relays:
        yield from _of_relay(relay)


def _of_relay(relay: Relay) -> Iterator[TimelineEntry]:
    words = {"commune": relay.commune.name, "of_commune": of_name(relay.commune.name)}
    yield TimelineEntry(
        at=relay.sent_at,
        kind="relay",
        title=_("Question posée à la mairie %(of_commune)s") % words,
        detail=relay.words,
        by=str(relay.requested_by or ""),
        is_shown_to_household=True,
    )
    if relay.reminded_at and relay.reminded_at != relay.epci_notified_at:
        yield TimelineEntry(
            at=relay.reminded_at, kind="relay", title=_("%(commune)s relancée") % words
        )
    if relay.epci_notified_at:
        yield TimelineEntry(
            at=relay.epci_notified_at,
            kind="relay",
            title=_("%(commune)s : la question passe à l’intercommunalité") % words,
        )
    if relay.coordinator_notified_at:
        yield TimelineEntry(
            at=relay.coordinator_notified_at,
            kind="relay",
            title=_("%(commune)s : à l’accueil d’appeler") % words,
        )
    if relay.answered_at:
        yield TimelineEntry(
            at=relay.answered_at,
            kind="relay",
            title=answer_words(relay),
            detail=relay.answer_words,
            by=str(relay.answered_by or ""),
            is_shown_to_household=False,
        )
    if relay.withdrawn_at:
        yield TimelineEntry(
            at=relay.withdrawn_at,
            kind="relay",
            title=_("%(commune)s : question retirée") % words,
            detail=relay.withdrawn_because,
            is_shown_to_household=True,
        )
    for reply in relay.replies.all():
        if reply.state in RelayReply.SET_ASIDE:
            yield TimelineEntry(
                at=reply.received_at,
                kind="note",
                title=_("%(commune)s : un mot gardé à part") % words
                + f" ({reply.get_state_display()})",
                detail=reply.words,
                by=str(reply.person),
            )


def answer_words(relay: Relay) -> str:
    """Returns the answer of a commune in words, as « Boitron a dit oui »."""
    words = {"commune": relay.commune.name}
    match relay.answer:
        case Relay.Answer.YES:
            return _("%(commune)s a dit oui") % words
        case Relay.Answer.NOT_NOW:
            return _("%(commune)s a dit « pas maintenant »") % words
        case _:
            return _("%(commune)s a dit non") % words
