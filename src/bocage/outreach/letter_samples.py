"""As whom a letter is looked at: an invented reader, or one of those whom it is for."""

from django.db.models import QuerySet

from bocage.outreach.models.campaigns import Family
from bocage.outreach.models.prospects import Prospect
from bocage.outreach.models.sequences import Sequence
from bocage.outreach.models.themes import Theme
from bocage.outreach.operations.enrolments import audience_of, may_enter

MOST_SAMPLES = 20


def invented_reader(language: str) -> Prospect:
    """Somebody who never existed, of whom everything is known. It is not saved."""
    return Prospect(
        name="Camille Verdier",
        origin="75011 Paris" if language == "fr" else "London",
        trade="graphiste" if language == "fr" else "designer",
        family=Family.CHILDREN,
        interests=[Theme.LIVE.value, Theme.WORK.value, Theme.NATURE.value],
        language=language,
    )


def sample_readers(sequence: Sequence) -> QuerySet[Prospect]:
    """Some of those who are in it, else of those who would enter."""
    inside = Prospect.objects.known().filter(enrolments__sequence=sequence).order_by("-pk")
    if inside.exists():
        return inside[:MOST_SAMPLES]
    return audience_of(sequence).filter(may_enter(sequence)).order_by("-pk")[:MOST_SAMPLES]
