"""Sample readers for the preview of a letter: invented, or from its audience."""

from django.db.models import QuerySet

from bocage.outreach.campaigns.models import Family
from bocage.outreach.prospects.models.prospects import Prospect
from bocage.outreach.sequences.models.sequences import Sequence
from bocage.outreach.sequences.operations.enrolments import audience_of, may_enter
from bocage.outreach.shared.themes import Theme

MAX_SAMPLES = 20


def invented_reader(language: str) -> Prospect:
    """Returns an invented prospect with every field filled in, to preview letters. It is not
    saved."""
    return Prospect(
        name="Camille Verdier",
        origin="75011 Paris" if language == "fr" else "London",
        trade="graphiste" if language == "fr" else "designer",
        family=Family.CHILDREN,
        interests=[Theme.LIVE.value, Theme.WORK.value, Theme.NATURE.value],
        language=language,
    )


def sample_readers(sequence: Sequence) -> QuerySet[Prospect]:
    """Returns some prospects enrolled in a sequence or, without any, some who could enter it."""
    inside = Prospect.objects.current().filter(enrolments__sequence=sequence).order_by("-pk")
    if inside.exists():
        return inside[:MAX_SAMPLES]
    return audience_of(sequence).filter(may_enter(sequence)).order_by("-pk")[:MAX_SAMPLES]
