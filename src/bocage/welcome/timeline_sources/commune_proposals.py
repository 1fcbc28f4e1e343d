"""Communes that were proposed, in the timeline, and what the household said of each."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from bocage.foundation.formatting.grammar import at_name
from bocage.welcome.models.commune_proposals import CommuneProposal
from bocage.welcome.projects.contents import rows_of
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.timeline import TimelineEntry, timeline_source


@timeline_source
def commune_proposals(project: SettlementProject) -> Iterator[TimelineEntry]:
    """One query, for one commune as for ten."""
    proposals = rows_of(project, CommuneProposal.objects.filter(project=project.pk)).select_related(
        "commune", "proposed_by", "answered_by"
    )
    for one in proposals:
        words = {"commune": one.commune.name, "at_commune": at_name(one.commune.name)}
        yield TimelineEntry(
            at=one.proposed_at,
            kind="relay",
            title=_("%(commune)s proposée au ménage") % words,
            detail=one.reason,
            by=str(one.proposed_by or ""),
            is_shown_to_household=True,
        )
        if one.answered_at:
            yield TimelineEntry(
                at=one.answered_at,
                kind="relay",
                title=_("Le ménage dit oui %(at_commune)s") % words
                if one.answer == CommuneProposal.Answer.YES
                else _("Le ménage dit non %(at_commune)s") % words,
                by=str(one.answered_by or ""),
                is_shown_to_household=True,
            )
