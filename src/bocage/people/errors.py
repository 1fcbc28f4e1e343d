"""What the room refuses to do, and why."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import NotAllowed, Refusal


class NotAnAddress(Refusal):
    """What was given cannot receive a mail."""

    status = 422
    code = "not_an_address"
    default_sentence = _(
        "Cette adresse n’est pas complète : elle ressemble à prenom.nom@exemple.fr."
    )


class AddressTaken(Refusal):
    """Another account already has this address."""

    code = "address_taken"
    default_sentence = _("Un compte existe déjà avec cette adresse.")


class MandateNotGrantable(NotAllowed):
    """The person has no right to grant this role on this scope."""

    code = "mandate_not_grantable"
    default_sentence = _("Vous ne pouvez pas confier ce mandat sur ce périmètre.")


class RoleDoesNotFitScope(Refusal):
    """A role is held on some kinds of scope only."""

    status = 422
    code = "role_does_not_fit_scope"
    default_sentence = _("Ce rôle ne s’exerce pas sur ce périmètre.")


class MandateOverlaps(Refusal):
    """The person holds the same mandate at these dates."""

    code = "mandate_overlaps"
    default_sentence = _("Cette personne a déjà ce mandat à ces dates.")


class DatesOutOfOrder(Refusal):
    """A mandate ends before it begins."""

    status = 422
    code = "dates_out_of_order"
    default_sentence = _("Un mandat ne peut pas finir avant d’avoir commencé.")


class UnknownMessages(Refusal):
    """A choice bears on messages that no room sends."""

    status = 422
    code = "unknown_messages"
    default_sentence = _("Ces messages ne sont pas proposés.")


class LastAdministrator(Refusal):
    """Without an administrator, nobody could appoint one."""

    code = "last_administrator"
    default_sentence = _(
        "C’est le dernier mandat d’administration : confiez-en un autre avant de finir celui-ci."
    )
