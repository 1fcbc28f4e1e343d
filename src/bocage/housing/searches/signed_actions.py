"""Answers to the mails about searches: confirm one, stop one, receive fewer messages."""

from datetime import timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from bocage.foundation.http.signed_actions import (
    NoLongerPossible,
    Outcome,
    Payload,
    Question,
    SignedAction,
    signed_action,
)
from bocage.housing.criteria.formatting import criteria_in_words
from bocage.housing.searches.columns import criteria_of
from bocage.housing.searches.holders import AddressHolder, holder_of, token_of
from bocage.housing.searches.mails import CONFIRM, LESS_OFTEN, STOP
from bocage.housing.searches.models import SavedSearch
from bocage.housing.searches.operations import (
    CONFIRM_WITHIN,
    change_rhythm,
    confirm_search,
    stop_search,
)

GOOD_FOR = timedelta(days=730)

Status = SavedSearch.Status
Rhythm = SavedSearch.Rhythm


@signed_action(CONFIRM, max_age=CONFIRM_WITHIN)
class ConfirmSearch(SignedAction):
    """« Oui, m’alerter », for the mailbox that the question was sent to."""

    def question(self, payload: Payload) -> Question | Outcome:
        search = self._search_of(payload)
        if search.status != Status.UNCONFIRMED:
            return _followed(search)
        return Question(
            title=_("Être alerté(e) de ces logements ?"),
            explanation=criteria_in_words(criteria_of(search)),
            answer=_("Oui, m’alerter"),
            after=_("Chaque message permet d’arrêter d’un clic. Aucun compte n’est créé."),
        )

    def perform(self, payload: Payload) -> Outcome:
        return _followed(confirm_search(search=self._search_of(payload)))

    def _search_of(self, payload: Payload) -> SavedSearch:
        searches = _searches(str(payload["search"]))
        if not searches:
            raise NoLongerPossible
        return searches[0]


@signed_action(STOP, max_age=GOOD_FOR)
class StopSearches(SignedAction):
    """« Arrêter ces alertes », for the searches that a message spoke of."""

    def question(self, payload: Payload) -> Question | Outcome:
        searches = _searches(str(payload["searches"]))
        if not any(search.status in {Status.ACTIVE, Status.PAUSED} for search in searches):
            return _stopped(searches)
        return Question(
            title=_("Arrêter ces alertes ?"),
            explanation=_names(searches),
            answer=_("Oui, arrêter"),
            after=_("Vous pourrez les reprendre pendant un mois."),
        )

    def perform(self, payload: Payload) -> Outcome:
        searches = _searches(str(payload["searches"]))
        stopped = [stop_search(by=holder_of(search), search=search) for search in searches]
        return _stopped(stopped)


@signed_action(LESS_OFTEN, max_age=GOOD_FOR)
class LessOften(SignedAction):
    """Action « Moins souvent »: the payload names the rhythm, so that it is idempotent."""

    def question(self, payload: Payload) -> Question | Outcome:
        rhythm = Rhythm(str(payload["rhythm"]))
        searches = _searches(str(payload["searches"]))
        if not searches:
            raise NoLongerPossible
        if all(search.rhythm == rhythm for search in searches):
            return _slowed(searches, rhythm)
        return Question(
            title=_("Recevoir ces alertes %(rhythm)s ?") % {"rhythm": rhythm.label},
            explanation=_names(searches),
            answer=_("Oui, %(rhythm)s") % {"rhythm": rhythm.label},
            after=_("Ce qui paraît entre-temps arrive dans un seul message."),
        )

    def perform(self, payload: Payload) -> Outcome:
        rhythm = Rhythm(str(payload["rhythm"]))
        searches = _searches(str(payload["searches"]))
        if not searches:
            raise NoLongerPossible
        for search in searches:
            change_rhythm(by=holder_of(search), search=search, rhythm=rhythm)
        return _slowed(searches, rhythm)


def _searches(identifiers: str) -> list[SavedSearch]:
    """Returns the existing searches of a payload, by name."""
    keys = [UUID(identifier) for identifier in identifiers.split(",")]
    searches = SavedSearch.objects.filter(pk__in=keys).select_related("person", "commune")
    return list(searches.order_by("name", "id"))


def _names(searches: list[SavedSearch]) -> str:
    return "\n".join(search.name for search in searches)


def _page_of(searches: list[SavedSearch]) -> str:
    """Returns the address at which the holder of the link sees and changes their searches."""
    holder = holder_of(searches[0])
    if isinstance(holder, AddressHolder):
        return reverse("address_searches", args=[token_of(holder.email)])
    return reverse("saved_searches")


def _followed(search: SavedSearch) -> Outcome:
    if search.status == Status.STOPPED:
        return _stopped([search])
    return Outcome(
        title=_("C’est noté : vous serez alerté(e)"),
        explanation=criteria_in_words(criteria_of(search)),
        link=_page_of([search]),
        link_label=_("Régler mes alertes"),
    )


def _stopped(searches: list[SavedSearch]) -> Outcome:
    return Outcome(
        title=_("Ces alertes sont arrêtées"),
        explanation=_names(searches) or _("Vous ne recevrez plus rien à leur sujet."),
        link=_page_of(searches) if searches else "",
        link_label=_("Voir mes recherches, ou les reprendre"),
    )


def _slowed(searches: list[SavedSearch], rhythm: SavedSearch.Rhythm) -> Outcome:
    return Outcome(
        title=_("C’est noté : %(rhythm)s") % {"rhythm": rhythm.label},
        explanation=_names(searches),
        link=_page_of(searches),
        link_label=_("Régler mes alertes"),
    )
