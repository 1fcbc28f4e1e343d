"""What a program may be allowed to do in the name of somebody, in words that they can weigh.

Nothing here gives a right: a program never does more than the policies allow the person whose name
it acts in. What is public is read without any of these.
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
"""What a mandate alone shows: all that the account of a service may be given."""


def scopes_in_words(scopes: list[str]) -> list[str]:
    """Returns the labels of scopes, in the order of `ApiScope`; unknown ones are left out."""
    return [str(scope.label) for scope in ApiScope if scope.value in scopes]
