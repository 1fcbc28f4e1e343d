"""To-do items of the dashboard: doubtful pairs of listings."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from bocage.housing.deduplication.models import LinkageVerdict
from bocage.housing.deduplication.policies import verdicts_read_by
from bocage.people.dashboard import Todo, todo_provider
from bocage.people.models import Person


@todo_provider
def doubtful_pairs(person: Person) -> Iterator[Todo]:
    """Yields a task for a coordinator with the number of pairs of listings that may be one home;
    one query.
    """
    if not person.has_perm("housing.see_linkage"):
        return
    count = verdicts_read_by(person).filter(verdict=LinkageVerdict.Verdict.DOUBTFUL).count()
    if count:
        title = ngettext(
            "%(count)d paire d’annonces est peut-être un seul logement",
            "%(count)d paires d’annonces sont peut-être un seul logement",
            count,
        )
        yield Todo(
            title=title % {"count": count},
            detail=_("Dites-le d’une touche : la machine ne défait jamais votre décision."),
            action=_("Regarder"),
            url=reverse("linkage_queue"),
        )
