"""Progress of the setup, computed from the content of the instance."""

from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bocage.first_steps.models import MailTrial, StepPutOff
from bocage.foundation.mail import sender_address
from bocage.foundation.models import InstanceSettings
from bocage.people.models import Mandate, Person, Role
from bocage.territory.models import Commune
from bocage.workspaces.models import Place


@dataclass(frozen=True, kw_only=True)
class Step:
    """Screen of the first steps, with its state."""

    name: str
    title: str | Promise
    detail: str | Promise
    url_name: str
    is_done: bool
    is_put_off: bool = False

    @property
    def waits(self) -> bool:
        """True if the step is neither done nor postponed."""
        return not (self.is_done or self.is_put_off)


def steps_of(person: Person) -> list[Step]:
    """Returns the steps in order, for an administrator; six small queries, whatever the content."""
    return [
        Step(
            name="territory",
            title=_("Le territoire"),
            detail=_("Votre département : ses communes et intercommunalités viennent seules."),
            url_name="first_steps_territory",
            is_done=has_territory(),
        ),
        Step(
            name="look",
            title=_("Le nom et l’apparence"),
            detail=_("Comment l’instance s’appelle, son logo, ses deux couleurs."),
            url_name="first_steps_look",
            is_done=InstanceSettings.objects.exclude(territory_name="").exists(),
        ),
        Step(
            name="mail",
            title=_("Les courriels"),
            detail=_("L’adresse d’où ils partent, et un essai qui doit revenir."),
            url_name="first_steps_mail",
            is_done=mail_came_back(),
        ),
        Step(
            name="key",
            title=_("Votre clé d’accès"),
            detail=_("À partir de demain, l’Espace ne s’ouvrira qu’avec elle."),
            url_name="first_steps_key",
            is_done=Authenticator.objects.filter(user=person).exists(),
        ),
        Step(
            name="coordinator",
            title=_("Qui accueille les ménages"),
            detail=_("La première personne à qui les ménages et les lieux s’adressent."),
            url_name="first_steps_coordinator",
            is_done=Mandate.objects.not_over().filter(role=Role.COORDINATOR).exists(),
        ),
        places_step(),
    ]


def has_territory() -> bool:
    """Checks whether the instance has current communes, which everything else depends on."""
    return Commune.objects.filter(is_current=True).exists()


def places_step() -> Step:
    """Returns the step of places, which can be postponed."""
    return Step(
        name="places",
        title=_("Les lieux"),
        detail=_("Où l’on vient travailler : écrits un par un, ou apportés par une liste."),
        url_name="first_steps_places",
        is_done=Place.objects.exists(),
        is_put_off=StepPutOff.objects.filter(step=StepPutOff.Step.PLACES).exists(),
    )


def mail_came_back() -> bool:
    """Checks whether a trial mail from the current sender address came back; a new address has to
    be tried again.
    """
    came_back = MailTrial.objects.filter(came_back_at__isnull=False)
    return came_back.filter(sender__iexact=sender_address()).exists()


def step_after(steps: list[Step], name: str) -> Step | None:
    """Returns the next pending step after the one of this name, wrapping around; None if there is
    none."""
    names = [step.name for step in steps]
    place = names.index(name) + 1
    ordered = steps[place:] + steps[:place]
    return next((step for step in ordered if step.waits and step.name != name), None)


def next_address(person: Person, name: str) -> str:
    """Returns the URL name of the page after a step that was just saved."""
    after = step_after(steps_of(person), name)
    return after.url_name if after else "first_steps"


def step_context(person: Person, name: str) -> dict[str, Any]:
    """Returns the context that places a step among the others: its number, their count and the next
    one.
    """
    steps = steps_of(person)
    current = next(step for step in steps if step.name == name)
    return {
        "step": current,
        "number": steps.index(current) + 1,
        "count": len(steps),
        "after": step_after(steps, name),
    }
