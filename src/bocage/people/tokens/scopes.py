"""Scopes that people may grant to programs, with labels that they can understand.

A scope gives no right by itself: a program never does more than the policies allow its person.
Public data need no scope.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ApiScope(models.TextChoices):
    """Scope of a token; the label completes « Ce programme pourra… »."""

    PROFILE_READ = "profile:read", _("lire votre nom, votre adresse et vos mandats")
    BOOKINGS_READ = "bookings:read", _("lire vos réservations")
    BOOKINGS_WRITE = "bookings:write", _("réserver, déplacer et annuler en votre nom")
    SEARCHES_READ = "searches:read", _("lire vos recherches de logement")
    SEARCHES_WRITE = "searches:write", _("enregistrer et changer vos recherches de logement")
    CLUB_READ = "club:read", _("lire ce que le club vous montre")
    CLUB_WRITE = "club:write", _("vous inscrire aux rencontres du club, et vous en retirer")
    TRAINING_READ = "training:read", _("lire les formations que vous suivez, et vos séances")
    LEADS_READ = "leads:read", _("lire les pistes de logement que vos mandats montrent")
    WELCOME_READ = (
        "welcome:read",
        _("lire les projets d’installation, questions aux mairies et parrains de vos mandats"),
    )
    WELCOME_WRITE = "welcome:write", _("répondre en votre nom aux questions posées à votre mairie")


OF_A_MANDATE = frozenset({ApiScope.LEADS_READ, ApiScope.WELCOME_READ, ApiScope.WELCOME_WRITE})
"""Scopes of data that a mandate shows: only these may be given to a service."""


def scopes_in_words(scopes: list[str]) -> list[str]:
    """Returns the labels of scopes, in the order of `ApiScope`; unknown ones are left out."""
    return [str(scope.label) for scope in ApiScope if scope.value in scopes]
