"""Refusals about leads, each with its sentence for the reader."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class LeadRefused(Refusal):
    """Base of all that is refused about leads."""


class CommuneGone(LeadRefused):
    """Refusal of a lead in a commune that was merged into another."""

    default_sentence = _("Cette commune n’existe plus : choisissez celle d’aujourd’hui.")


class TooManyLeads(LeadRefused):
    """Refusal of one more lead from a person without a mandate who has too many unreviewed
    leads.
    """

    status = 429
    default_sentence = _(
        "Vous avez signalé beaucoup de logements que la mairie n’a pas encore relus. "
        "Laissez-lui quelques jours, ou appelez-la."
    )


class TooManyPhotos(LeadRefused):
    default_sentence = _("Cette piste a déjà quatre photos : retirez-en une d’abord.")


class LeadClosed(LeadRefused):
    """Refusal of an action on a lead that is closed, or has become a listing."""

    default_sentence = _("Cette piste est close. Vous pouvez la rouvrir depuis sa page.")


class LeadNotShown(LeadRefused):
    """Refusal to release the owner's number of a lead that candidates do not see."""

    default_sentence = _(
        "Cette piste n’est pas montrée aux candidats en ce moment. "
        "Confirmez d’abord que le logement est toujours libre."
    )


class UndoTooLate(LeadRefused):
    default_sentence = _(
        "Il est trop tard pour annuler d’un geste. Ouvrez la page de la piste pour la clore."
    )


class OwnerUnknown(LeadRefused):
    """Refusal for want of a name and a number of the owner."""

    default_sentence = _(
        "Nous n’avons ni le nom ni le numéro du propriétaire. Ajoutez-les à la piste d’abord."
    )


class NotAccompanied(LeadRefused):
    """Refusal to give the number to a person who is no longer accompanied."""

    default_sentence = _(
        "Cette personne n’est plus accompagnée : le numéro ne peut pas lui être donné."
    )


class NumberRefusedAlready(LeadRefused):
    default_sentence = _(
        "La mairie a préféré ne pas donner ce numéro. L’équipe d’accueil peut vous aider."
    )


class NumberSeenAlready(LeadRefused):
    """Refusal to take back a number that was already read."""

    default_sentence = _("Cette personne a déjà lu le numéro : il ne peut plus être repris.")
