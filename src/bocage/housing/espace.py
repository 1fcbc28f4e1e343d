"""What the room adds to the Espace."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from bocage.foundation.formatting.grammar import at_name
from bocage.housing import lead_espace
from bocage.housing.feed_issues import delivery_sentence
from bocage.housing.models import FeedRun, JoinVerdict, OwnerOffer, Source
from bocage.housing.policies import offers_read_by, sources_run_by, verdicts_read_by
from bocage.people.espace import WaitingTask, add_item, waiting_tasks
from bocage.people.models import Person

# Sources, deliveries, and what owners offer.

FEW = 5


# Sources, offers of owners and doubtful pairs are three tabs of one entry of the menu. Who
# coordinates less than a département runs no source, and starts from what owners offer.
add_item(
    label=_("Annonces"),
    url_name="housing_sources",
    icon="house-search",
    rank=30,
    group="housing",
    covers=("owner_offers", "join_queue"),
    right="housing.follow_sources",
)
add_item(
    label=_("Annonces"),
    url_name="owner_offers",
    icon="house-search",
    rank=30,
    group="housing",
    covers=("join_queue",),
    is_shown=lambda person: (
        person.has_perm("housing.see_offers") and not person.has_perm("housing.follow_sources")
    ),
)


@waiting_tasks
def deliveries_to_decide(person: Person) -> Iterator[WaitingTask]:
    """For a coordinator: the deliveries that are held; one query."""
    if not person.has_perm("housing.follow_sources"):
        return
    held = (
        FeedRun.objects.filter(
            status=FeedRun.Status.HELD,
            decided_at=None,
            source__in=sources_run_by(person).order_by(),
        )
        .select_related("source")
        .order_by("received_at", "pk")
    )
    for run in held[:FEW]:
        yield WaitingTask(
            title=_("Une livraison attend votre décision : %(source)s")
            % {"source": run.source.name},
            detail=_("Rien ne change tant que vous ne l’avez pas confirmée ou écartée."),
            action=_("Voir la livraison"),
            url=reverse("housing_run", args=[run.source.slug, run.pk]),
            urgency="soon",
        )


@waiting_tasks
def quiet_sources(person: Person) -> Iterator[WaitingTask]:
    """For a coordinator: the sources of which nothing good has come for too long; one query."""
    if not person.has_perm("housing.follow_sources"):
        return
    quiet = sources_run_by(person).filter(is_active=True, warned_at__isnull=False)
    for source in quiet.order_by("warned_at", "pk")[:FEW]:
        yield WaitingTask(
            title=_("Plus rien n’arrive : %(source)s") % {"source": source.name},
            detail=delivery_sentence(source.error)
            or _("Un appel à l’agence suffit souvent à faire repartir l’envoi."),
            action=_("Voir la source"),
            url=source.get_absolute_url(),
            urgency="late" if source.state == Source.State.FAILING else "soon",
        )


@waiting_tasks
def offers_to_review(person: Person) -> Iterator[WaitingTask]:
    """For a coordinator: what owners offer, which nobody sees before they have read it."""
    if not person.has_perm("housing.see_offers"):
        return
    waiting = offers_read_by(person).filter(status=OwnerOffer.Status.TO_REVIEW)
    for offer in waiting.select_related("commune").order_by("confirmed_at", "pk")[:FEW]:
        yield WaitingTask(
            title=_("Un propriétaire propose un logement %(at_commune)s")
            % {"at_commune": at_name(offer.commune.name)},
            detail=offer.title,
            action=_("Relire l’offre"),
            url=reverse("owner_offer", args=[offer.pk]),
            urgency="soon",
        )


# Joins: the pairs of listings that a person must tell apart.


@waiting_tasks
def doubtful_pairs(person: Person) -> Iterator[WaitingTask]:
    """For a coordinator: listings that may be one home; one query."""
    if not person.has_perm("housing.see_joins"):
        return
    count = verdicts_read_by(person).filter(verdict=JoinVerdict.Verdict.DOUBTFUL).count()
    if count:
        title = ngettext(
            "%(count)d paire d’annonces est peut-être un seul logement",
            "%(count)d paires d’annonces sont peut-être un seul logement",
            count,
        )
        yield WaitingTask(
            title=title % {"count": count},
            detail=_("Dites-le d’une touche : la machine ne défait jamais votre décision."),
            action=_("Regarder"),
            url=reverse("join_queue"),
        )


__all__ = ["lead_espace"]


add_item(
    label=_("Mes recherches"),
    url_name="saved_searches",
    icon="house-search",
    rank=20,
    group="own",
)


add_item(
    label=_("La demande de logement"),
    url_name="demand_list",
    icon="growth",
    rank=32,
    group="housing",
    right="housing.see_demand",
)
