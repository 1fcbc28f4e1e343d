"""Communes that the welcome team proposes to a household, and the answers of the household."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from bocage.foundation.db.row_locks import lock_row
from bocage.people.models import Person
from bocage.territory.models import Commune, resolve_commune
from bocage.welcome.communes.errors import CommuneMerged
from bocage.welcome.homes.operations.saved_search_sync import sync_saved_searches
from bocage.welcome.messages.operations.thread import save_message_to_household
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.operations.contact import touch_last_contact
from bocage.welcome.projects.operations.locking import lock_project
from bocage.welcome.suitability import notifications
from bocage.welcome.suitability.errors import NoCommunePicked, NothingToPropose
from bocage.welcome.suitability.models.commune_proposals import CommuneProposal

MAX_AT_ONCE = 5
LONGEST_REASON = 500

Answer = CommuneProposal.Answer


@dataclass(frozen=True, kw_only=True)
class CommunePick:
    """Commune to propose, with the reason why this household would like it."""

    commune: Commune
    reason: str


def propose_communes(
    *,
    by: Person,
    project: SettlementProject,
    picks: Sequence[CommunePick],
    words: str,
    now: datetime | None = None,
) -> list[CommuneProposal]:
    """Proposes communes to a household: on its page, in the thread, and in one mail where each has
    its yes and its no. Communes already proposed are unchanged; if all are, no message is sent.

    Raises:
        NotAllowed: `by` does not follow the project.
        NoCommunePicked: none, or too many.
        NothingToPropose: the project is not open, or the household has arrived.
        CommuneMerged: one of them is part of another today.
        NothingWritten, MessageTooLong, ProjectErased: see `write_to_household`.
    """
    by.require("welcome.follow_project", project)
    if not 0 < len(picks) <= MAX_AT_ONCE:
        raise NoCommunePicked
    if not all(pick.commune.is_current for pick in picks):
        raise CommuneMerged
    now = now or timezone.now()
    with transaction.atomic():
        locked = lock_project(project)
        if not locked.is_open or locked.has_arrived:
            raise NothingToPropose
        known_codes = set(locked.commune_proposals.values_list("commune", flat=True))
        new = {pick.commune.pk: pick for pick in picks if pick.commune.pk not in known_codes}
        if not new:
            return []
        proposals = [
            CommuneProposal.objects.create(
                project=locked,
                commune=pick.commune,
                reason=pick.reason.strip()[:LONGEST_REASON],
                proposed_by=by,
                proposed_at=now,
            )
            for pick in new.values()
        ]
        message = save_message_to_household(
            by=by, project=locked, words=_message_with_links(words, proposals), now=now
        )
        notifications.propose(message, proposals, words)
    return proposals


def answer_commune_proposal(
    *, by: Person, proposal: CommuneProposal, answer: str, now: datetime | None = None
) -> CommuneProposal:
    """Records the answer of an adult of the household to a proposed commune; it may change. A yes
    adds the commune to those that the household wishes for, a no removes it.

    Raises:
        NotAllowed: `by` is not of the household.
        ProjectErased: its data are erased.
    """
    by.require("welcome.see_own_project", proposal.project)
    answer_value, now = Answer(answer), now or timezone.now()
    with transaction.atomic():
        project = lock_project(proposal.project)
        locked = lock_row(proposal, "commune", "project")
        if locked.answer == answer_value:
            return locked
        locked.answer, locked.answered_by, locked.answered_at = answer_value, by, now
        locked.save(update_fields=["answer", "answered_by", "answered_at"])
        commune = resolve_commune(locked.commune_id)
        if commune is not None and answer_value == Answer.YES:
            project.communes.add(commune)
        elif commune is not None:
            project.communes.remove(commune)
        sync_saved_searches(project=project)
        touch_last_contact(project, now)
    return locked


def _message_with_links(words: str, proposals: Sequence[CommuneProposal]) -> str:
    """Returns the message stored in the thread: the words, then each commune with its reason."""
    lines = [f"• {proposal.commune.name} : {proposal.reason}" for proposal in proposals]
    message = words.strip()
    return "\n".join([message, "", *lines]) if message else ""
