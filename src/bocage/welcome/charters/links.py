"""Signed link to the charter, without an account."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from bocage.people.signed_links import CommuneLink

charter_link = CommuneLink(
    "welcome.sign_charter",
    good_for=timedelta(days=200),
    page="charter_sign_signed",
    perm="welcome.sign_charter",
    over=_(
        "Ce lien ne sert plus : la charte se signe par un élu ou une élue de la commune, en "
        "cours de mandat. Écrivez à l’équipe d’accueil."
    ),
)
"""Link where an elected person reads the charter and signs it."""
