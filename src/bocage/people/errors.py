"""What the room refuses to do, and why."""

from datetime import datetime
from math import ceil, floor

from django.utils.formats import localize
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from bocage.foundation.errors import NotAllowed, Refusal


class NotAnAddress(Refusal):
    """What was given cannot receive a mail."""

    status = 422
    code = "not_an_address"
    default_sentence = _(
        "Cette adresse n’est pas complète : elle ressemble à prenom.nom@exemple.fr."
    )


class NotAPhone(Refusal):
    """These are not the digits of a telephone number."""

    status = 422
    code = "not_a_phone"
    default_sentence = _("Ce numéro n’est pas complet : il ressemble à 02 33 81 00 00.")


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


class StandingUnknown(Refusal):
    """Neither a member of the club nor an accompanied candidate: nothing else is written down."""

    status = 400
    code = "standing_unknown"
    default_sentence = _("Cette qualité n’existe pas.")


class StandingGivenAlready(Refusal):
    code = "standing_given_already"
    default_sentence = _("Cette personne l’est déjà.")


class StandingDatesOutOfOrder(Refusal):
    status = 422
    code = "standing_dates_out_of_order"
    default_sentence = _("La fin vient après le début.")


class UnknownMessages(Refusal):
    """A choice bears on messages that no room sends."""

    status = 422
    code = "unknown_messages"
    default_sentence = _("Ces messages ne sont pas proposés.")


class LastAdministrator(Refusal):
    """Without an administrator, nobody could appoint one."""

    code = "last_administrator"
    default_sentence = _(
        "C’est le dernier mandat d’administration : confiez-en un autre avant de finir celui-ci."
    )


class TooManyAttempts(Refusal):
    """Something was tried too often: the same sentence whoever tries, and for any address."""

    status = 429
    code = "too_many_attempts"

    def __init__(self, *, until: datetime, now: datetime) -> None:
        self.until = until
        minutes = max(1, ceil((until - now).total_seconds() / 60))
        super().__init__(
            ngettext(
                "Trop d’essais à la suite. Réessayez dans %(minutes)d minute.",
                "Trop d’essais à la suite. Réessayez dans %(minutes)d minutes.",
                minutes,
            )
            % {"minutes": minutes}
        )


class WrongCode(Refusal):
    """These are not the six digits that were sent."""

    status = 422
    code = "wrong_code"

    def __init__(self, *, left: int) -> None:
        self.left = left
        super().__init__(
            ngettext(
                "Ce n’est pas le bon code. Il reste %(left)d essai.",
                "Ce n’est pas le bon code. Il reste %(left)d essais.",
                left,
            )
            % {"left": left}
        )


class CodeOver(Refusal):
    """The code is too old, was tried too often, or has already served."""

    status = 410
    code = "code_over"
    default_sentence = _("Ce code ne peut plus servir. Demandez-en un nouveau.")


class AccountClosed(Refusal):
    """The account was closed."""

    status = 403
    code = "account_closed"
    default_sentence = _("Ce compte est fermé. Écrivez-nous pour le rouvrir.")


class NotALogo(Refusal):
    """What was uploaded is not a picture that we take."""

    status = 422
    code = "not_a_logo"
    default_sentence = _(
        "Ce fichier n’est pas une image que nous savons lire : envoyez un PNG, un JPEG ou un WebP "
        "de moins de 2 Mo."
    )


class UnreadableColour(Refusal):
    """A colour that people would not read."""

    status = 422
    code = "unreadable_colour"

    def __init__(self, *, field: str, found: float, needed: float) -> None:
        self.field = field
        super().__init__(
            _(
                "Cette couleur se lit mal : contraste de %(found)s pour 1, il en faut au moins "
                "%(needed)s. Choisissez-en une plus foncée."
            )
            % {"found": localize(floor(found * 10) / 10), "needed": localize(needed)}
        )
