"""Refusals of the people room."""

from datetime import datetime, timedelta
from math import ceil, floor

from django.utils.formats import localize
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from bocage.foundation.errors import NotAllowed, Refusal
from bocage.foundation.formatting.durations import HOUR, format_minutes
from bocage.people.tokens.scopes import ApiScope


class NotAnAddress(Refusal):
    """Refusal of a text that is not an e-mail address."""

    status = 422
    default_sentence = _(
        "Cette adresse n’est pas complète : elle ressemble à prenom.nom@exemple.fr."
    )


class NotAPhone(Refusal):
    """Refusal of a text that is not a telephone number."""

    status = 422
    default_sentence = _("Ce numéro n’est pas complet : il ressemble à 02 33 81 00 00.")


class AddressTaken(Refusal):
    """Refusal of an address that another account already has."""

    default_sentence = _("Un compte existe déjà avec cette adresse.")


class MandateNotGrantable(NotAllowed):
    """The person has no right to grant this role on this scope."""

    default_sentence = _("Vous ne pouvez pas confier ce mandat sur ce périmètre.")


class RoleDoesNotFitScope(Refusal):
    """A role is held on some kinds of scope only."""

    status = 422
    default_sentence = _("Ce rôle ne s’exerce pas sur ce périmètre.")


class MandateOverlaps(Refusal):
    """The person holds the same mandate at these dates."""

    default_sentence = _("Cette personne a déjà ce mandat à ces dates.")


class DatesOutOfOrder(Refusal):
    """A mandate ends before it begins."""

    status = 422
    default_sentence = _("Un mandat ne peut pas finir avant d’avoir commencé.")


class EntitlementUnknown(Refusal):
    """Neither a member of the club nor an accompanied candidate: nothing else is written down."""

    status = 400
    default_sentence = _("Cette qualité n’existe pas.")


class EntitlementGrantedAlready(Refusal):
    default_sentence = _("Cette personne l’est déjà.")


class EntitlementDatesOutOfOrder(Refusal):
    status = 422
    default_sentence = _("La fin vient après le début.")


class UnknownMessages(Refusal):
    """A choice bears on messages that no room sends."""

    status = 422
    default_sentence = _("Ces messages ne sont pas proposés.")


class LastAdministrator(Refusal):
    """Refusal to end the last mandate of administrator: nobody could appoint another."""

    default_sentence = _(
        "C’est le dernier mandat d’administration : confiez-en un autre avant de finir celui-ci."
    )


class NoSecondFactor(Refusal):
    """Refusal to remove a second factor that does not exist."""

    default_sentence = _("Ce compte n’a ni clé d’accès ni application de codes.")


class RemovalNotRequested(Refusal):
    """The receipt is not one of ours for this account, or too old."""

    default_sentence = _(
        "Ce reçu n’est pas celui de ce compte, ou il a plus de sept jours : recommencez sans lui."
    )


class RemovalTooEarly(Refusal):
    """Refusal to remove a second factor less than a day after the account and the administrators
    were notified.
    """

    code = "removal_too_early"

    def __init__(self, due_at: datetime) -> None:
        super().__init__(_("Trop tôt : pas avant le %(due_at)s.") % {"due_at": localize(due_at)})


class SecondFactorFound(Refusal):
    """Refusal to remove a second factor that was used after it was reported lost."""

    default_sentence = _(
        "Ce second facteur a servi depuis qu’il est dit perdu : rien n’est retiré. Cherchez qui "
        "dit l’avoir perdu."
    )


class TooManyAttempts(Refusal):
    """Refusal of too many attempts: one sentence for any person and any address."""

    status = 429
    code = "too_many_attempts"

    sentence_with_a_time = _("Trop d’essais à la suite. Réessayez dans %(time)s.")

    def __init__(self, *, until: datetime, now: datetime) -> None:
        self.until, self.now = until, now
        super().__init__(self.sentence_with_a_time % {"time": _waiting_time(until - now)})


class TooManyCodes(TooManyAttempts):
    """Refusal of a code when too many were requested: from a network, or for an address that may
    have no account.
    """

    code = "too_many_codes"
    sentence_with_a_time = _(
        "Trop de codes ont été demandés. Réessayez dans %(time)s, ou tout de suite avec une clé"
        " d’accès ou dans un navigateur où vous vous êtes déjà connecté."
    )


class WorkNeeded(TooManyAttempts):
    """Error: many codes left for this address, and an unknown browser must work for the next."""

    code = "work_needed"
    sentence_with_a_time = _(
        "Des codes ont déjà été demandés pour cette adresse. Réessayez : votre navigateur fait"
        " d’abord un petit calcul, d’une seconde environ. Sans JavaScript, réessayez dans %(time)s."
    )


def _waiting_time(length: timedelta) -> str:
    """Formats a time to wait, in minutes, or in whole hours from two hours on."""
    minutes = max(1, ceil(length.total_seconds() / 60))
    words = format_minutes(minutes if minutes < 2 * HOUR else ceil(minutes / HOUR) * HOUR)
    return words.replace(" h", "\u00a0h")


class WrongCode(Refusal):
    """Refusal of a wrong code."""

    status = 422
    code = "wrong_code"

    def __init__(self, *, remaining: int) -> None:
        self.left = remaining
        super().__init__(
            ngettext(
                "Ce n’est pas le bon code. Il reste %(left)d essai.",
                "Ce n’est pas le bon code. Il reste %(left)d essais.",
                remaining,
            )
            % {"left": remaining}
        )


class CodeOver(Refusal):
    """The code is too old, was tried too often, or has already served."""

    status = 410
    default_sentence = _("Ce code ne peut plus servir. Demandez-en un nouveau.")


class AccountClosed(Refusal):
    """The account was closed."""

    status = 403
    default_sentence = _("Ce compte est fermé. Écrivez-nous pour le rouvrir.")


class NotALogo(Refusal):
    """Refusal of an uploaded file that is not a picture that we take."""

    status = 422
    default_sentence = _(
        "Ce fichier n’est pas une image que nous savons lire : envoyez un PNG, un JPEG ou un WebP "
        "de moins de 2 Mo."
    )


class UnreadableColour(Refusal):
    """A colour that people would not read."""

    status = 422
    code = "unreadable_colour"

    def __init__(self, *, field: str, ratio: float, minimum: float) -> None:
        self.field = field
        super().__init__(
            _(
                "Cette couleur se lit mal : contraste de %(found)s pour 1, il en faut au moins "
                "%(needed)s. Choisissez-en une plus foncée."
            )
            % {"found": localize(floor(ratio * 10) / 10), "needed": localize(minimum)}
        )


class ScopesUnknown(Refusal):
    """A token that would open nothing, or something that does not exist."""

    status = 422
    default_sentence = _(
        "Choisissez au moins une chose que ce jeton ouvre, parmi celles proposées."
    )


class TokenNameMissing(Refusal):
    """Refusal of a token without a name, which its owner needs to revoke it later."""

    status = 422
    default_sentence = _("Donnez à ce jeton un nom de 60 caractères au plus.")


class TokenLifetimeUnknown(Refusal):
    """A token lasts for a time that is proposed, a year at most."""

    status = 422
    default_sentence = _("Choisissez une des durées proposées.")


class TooManyTokens(Refusal):
    """Refusal of a new token to a person who has the maximum number in force."""

    default_sentence = _("Vous avez déjà 20 jetons : retirez ceux qui ne servent plus.")


class ApplicationNameMissing(Refusal):
    """Refusal of an application without a name, by which people recognise it."""

    status = 422
    default_sentence = _("Donnez un nom de 60 caractères au plus.")


class RedirectAddressRefused(Refusal):
    """A code would leave for where anybody could read it."""

    status = 422
    default_sentence = _(
        "Donnez d’une à cinq adresses de retour, en https:// (ou http://127.0.0.1 pour un "
        "programme de bureau), sans #, sans * et sans espace."
    )


class TooManyApplications(Refusal):
    """Refusal of a new application to a person who has declared the maximum number."""

    default_sentence = _(
        "Vous avez déjà déclaré 10 applications : supprimez d’abord la plus ancienne."
    )


class MandateIsOver(Refusal):
    """Refusal of a service whose mandate is not in force."""

    default_sentence = _("Ce mandat n’est pas en cours.")


class TaskGone(Refusal):
    """Refusal to act on a task that no longer counts as failed: another person, or the worker, was
    quicker.
    """

    status = 409
    default_sentence = _("Cette tâche n’est plus abandonnée : quelqu’un s’en est occupé.")


class TokenInvalid(Refusal):
    """Refusal of a token that opens nothing: the same answer whatever is wrong with it."""

    status = 401
    code = "invalid_token"
    default_sentence = _("Ce jeton n’ouvre rien : il est inconnu, expiré ou retiré.")


class ScopeMissing(Refusal):
    """Refusal of a request for which the token lacks a scope."""

    status = 403
    code = "insufficient_scope"

    def __init__(self, scope: ApiScope) -> None:
        self.scope = scope
        super().__init__(
            _("Ce jeton n’a pas été créé pour cela : %(what)s (%(scope)s).")
            % {"what": scope.label, "scope": scope.value}
        )


class SecondFactorMissing(Refusal):
    """Refusal of a token made without the second factor that a mandate demands."""

    status = 403
    default_sentence = _(
        "Votre mandat demande un second facteur : créez un autre jeton après l’avoir utilisé."
    )
