"""Answers that a town hall may choose, as shown on its pages and in its mails."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bocage.people.models import Person
from bocage.welcome.relays.models import Relay


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Answer that a town hall may choose: `slug` is its part of the address, `kind` the look of its
    button.
    """

    slug: str
    label: str | Promise
    confirm: str | Promise
    after: str | Promise
    answer: str
    kind: str = ""
    may_have_home: bool = False


CHOICES = {
    choice.slug: choice
    for choice in (
        Choice(
            slug="logement",
            label=_("Oui, nous avons peut-être un logement"),
            confirm=_("Oui, confirmer"),
            after=_("Vous direz ensuite quel logement, si vous voulez, en deux touches."),
            answer=Relay.Answer.YES,
            kind="main",
            may_have_home=True,
        ),
        Choice(
            slug="bienvenue",
            label=_("Pas de logement, mais bienvenue"),
            confirm=_("Bienvenue, confirmer"),
            after=_("Le ménage saura qu’il peut venir vous voir."),
            answer=Relay.Answer.YES,
        ),
        Choice(
            slug="pas-maintenant",
            label=_("Pas maintenant"),
            confirm=_("Pas maintenant, confirmer"),
            after=_("Rien de grave : nous vous reposerons la question pour d’autres."),
            answer=Relay.Answer.NOT_NOW,
            kind="quiet",
        ),
        Choice(
            slug="non",
            label=_("Non"),
            confirm=_("Non, confirmer"),
            after=_("Le ménage se tournera vers d’autres communes."),
            answer=Relay.Answer.NO,
            kind="text",
        ),
    )
}
"""Choices by their slug in the URL, the warmest first."""


def choice_of(relay: Relay) -> Choice | None:
    """Returns the choice that corresponds to the answer of a relay; None if there is none."""
    for choice in CHOICES.values():
        if (choice.answer, choice.may_have_home) == (relay.answer, relay.may_have_home):
            return choice
    return None


def names_sponsor(person: Person, relay: Relay) -> bool:
    """Checks whether the page of a relay invites this reader to propose a sponsor: the commune
    answered yes, still exists, and the reader may propose one there.
    """
    return (
        relay.answer == Relay.Answer.YES
        and relay.commune.is_current
        and person.has_perm("welcome.offer_sponsor", relay.commune)
    )
