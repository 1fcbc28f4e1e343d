"""The answers that a town hall chooses from, as its pages and its mails show them."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bocage.people.models import Person
from bocage.welcome.relays.models import Relay


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One answer: `slug` stands in its address, `kind` is the look of its button."""

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
"""By their word in the address, the warmest first."""


def choice_of(relay: Relay) -> Choice | None:
    """What a relay was answered, in the words of the choices."""
    for choice in CHOICES.values():
        if (choice.answer, choice.may_have_home) == (relay.answer, relay.may_have_home):
            return choice
    return None


def names_sponsor(person: Person, relay: Relay) -> bool:
    """Whether the page of a relay asks this reader for a sponsor: the commune said yes."""
    return (
        relay.answer == Relay.Answer.YES
        and relay.commune.is_current
        and person.has_perm("welcome.offer_sponsor", relay.commune)
    )
