"""Menu entry and to-dos of sources and deliveries."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bocage.housing.feeds.issues import refusal_sentence
from bocage.housing.feeds.policies import sources_run_by
from bocage.housing.market.models.sources import FeedRun, Source
from bocage.people.dashboard import Todo, add_item, todo_provider
from bocage.people.models import Person

FEW = 5

# Sources, offers of owners and doubtful pairs are three tabs of one menu entry. A coordinator of
# less than a département runs no source, and starts with the offers of owners.
add_item(
    label=_("Annonces"),
    url_name="housing_sources",
    icon="house-search",
    rank=30,
    group="housing",
    covers=("owner_offers", "linkage_queue"),
    right="housing.follow_sources",
)


@todo_provider
def feed_runs_to_decide(person: Person) -> Iterator[Todo]:
    """Yields a task for each held delivery that a coordinator has to decide on; one query."""
    if not person.has_perm("housing.follow_sources"):
        return
    runs = (
        FeedRun.objects.filter(
            status=FeedRun.Status.HELD,
            decided_at=None,
            source__in=sources_run_by(person).order_by(),
        )
        .select_related("source")
        .order_by("received_at", "pk")
    )
    for run in runs[:FEW]:
        yield Todo(
            title=_("Une livraison attend votre décision : %(source)s")
            % {"source": run.source.name},
            detail=_("Rien ne change tant que vous ne l’avez pas confirmée ou écartée."),
            action=_("Voir la livraison"),
            url=reverse("housing_run", args=[run.source.slug, run.pk]),
            urgency="soon",
        )


@todo_provider
def quiet_sources(person: Person) -> Iterator[Todo]:
    """Yields a task for each source that a coordinator runs and that delivered nothing valid for
    too long; one query.
    """
    if not person.has_perm("housing.follow_sources"):
        return
    quiet = sources_run_by(person).filter(is_active=True, warned_at__isnull=False)
    for source in quiet.order_by("warned_at", "pk")[:FEW]:
        yield Todo(
            title=_("Plus rien n’arrive : %(source)s") % {"source": source.name},
            detail=refusal_sentence(source.error)
            or _("Un appel à l’agence suffit souvent à faire repartir l’envoi."),
            action=_("Voir la source"),
            url=source.get_absolute_url(),
            urgency="late" if source.state == Source.State.FAILING else "soon",
        )
