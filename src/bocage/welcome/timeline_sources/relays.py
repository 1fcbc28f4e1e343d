"""Relays in the timeline: asked, passed on, answered, taken back, and what else was written."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from bocage.foundation.formatting.grammar import of_name
from bocage.welcome.models.relays import Relay, RelayReply
from bocage.welcome.projects.contents import rows_of
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.timeline import TimelineEntry, timeline_source


@timeline_source
def relays(project: SettlementProject) -> Iterator[TimelineEntry]:
    """Two queries, for one relay as for ten."""
    asked = (
        rows_of(project, Relay.objects.filter(project=project.pk))
        .select_related("commune", "asked_by", "answered_by")
        .prefetch_related("replies__person")
    )
    for relay in asked:
        yield from _of_relay(relay)


def _of_relay(relay: Relay) -> Iterator[TimelineEntry]:
    words = {"commune": relay.commune.name, "of_commune": of_name(relay.commune.name)}
    yield TimelineEntry(
        at=relay.sent_at,
        kind="relay",
        title=_("Question posée à la mairie %(of_commune)s") % words,
        detail=relay.words,
        by=str(relay.asked_by or ""),
        is_shown_to_household=True,
    )
    if relay.reminded_at and relay.reminded_at != relay.epci_told_at:
        yield TimelineEntry(
            at=relay.reminded_at, kind="relay", title=_("%(commune)s relancée") % words
        )
    if relay.epci_told_at:
        yield TimelineEntry(
            at=relay.epci_told_at,
            kind="relay",
            title=_("%(commune)s : la question passe à l’intercommunalité") % words,
        )
    if relay.coordinator_told_at:
        yield TimelineEntry(
            at=relay.coordinator_told_at,
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
        if reply.state in RelayReply.KEPT_APART:
            yield TimelineEntry(
                at=reply.received_at,
                kind="note",
                title=_("%(commune)s : un mot gardé à part") % words
                + f" ({reply.get_state_display()})",
                detail=reply.words,
                by=str(reply.person),
            )


def answer_words(relay: Relay) -> str:
    """« Boitron a dit oui »."""
    words = {"commune": relay.commune.name}
    match relay.answer:
        case Relay.Answer.YES:
            return _("%(commune)s a dit oui") % words
        case Relay.Answer.NOT_NOW:
            return _("%(commune)s a dit « pas maintenant »") % words
        case _:
            return _("%(commune)s a dit non") % words
