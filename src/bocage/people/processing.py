"""Record of processing of the people room."""

from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from oauth2_provider.settings import oauth2_settings

from bocage.foundation.privacy import (
    LegalBasis,
    Protection,
    Retention,
    declare_processing,
)
from bocage.people.limits import LONGEST_WINDOW
from bocage.people.operations import tokens
from bocage.people.operations.applications import forget_old_application_tokens
from bocage.people.operations.erasure import forget_sent_receipts
from bocage.people.operations.known_browsers import KNOWN_FOR, forget_old_browsers
from bocage.people.operations.sign_in import CODE_RETENTION, forget_old_attempts
from bocage.people.operations.tokens import forget_old_tokens
from bocage.people.sign_in.session_store import SessionStore

declare_processing(
    name="people.accounts",
    title=_("Comptes"),
    purpose=_("Reconnaître une personne, lui parler dans sa langue et selon ses choix."),
    basis=LegalBasis.CONTRACT,
    level=Protection.PERSONAL,
    people=_("Quiconque a un compte."),
    data=_("Adresse, nom, téléphone, portrait, langue, préférences, historique du compte."),
    seen_by=_("La personne ; d’autres, selon ce qu’elle a choisi de montrer."),
    models=(
        "people.Person",
        "people.PersonEvent",
        "people.MessageChoice",
        "people.Portrait",
        "people.ErasureReceipt",
    ),
    retention=(
        Retention(
            name="people.addresses_of_receipts",
            length=timedelta(days=1),
            since=_("après son départ, pour l’adresse d’un reçu d’effacement"),
            forget=forget_sent_receipts,
        ),
    ),
    retention_note=_("Tant que le compte existe."),
)
declare_processing(
    name="people.sign_in",
    title=_("Connexion"),
    purpose=_("Laisser entrer la bonne personne, et elle seule."),
    basis=LegalBasis.CONTRACT,
    level=Protection.WAY_IN,
    people=_("Quiconque se connecte."),
    data=_("Adresse, empreinte du code envoyé, sessions ouvertes, navigateurs déjà venus."),
    seen_by=_("La personne."),
    models=(
        "people.SignInCode",
        "people.Session",
        "people.KnownBrowser",
        "people.AttemptCount",
    ),
    retention=(
        Retention(
            name="people.sign_in_codes",
            length=CODE_RETENTION,
            since=_("après leur fin, pour les codes"),
            forget=forget_old_attempts,
        ),
        Retention(
            name="people.attempts",
            length=LONGEST_WINDOW,
            since=_("après le premier essai, pour les comptes d’essais"),
            forget=forget_old_attempts,
        ),
        Retention(
            name="people.known_browsers",
            length=KNOWN_FOR,
            since=_("après la dernière connexion, pour un navigateur déjà venu"),
            forget=forget_old_browsers,
        ),
        Retention(
            name="people.sessions",
            length=timedelta(seconds=settings.SESSION_COOKIE_AGE),
            since=_("sans visite, pour une session"),
            forget=SessionStore.clear_expired,
        ),
    ),
)
declare_processing(
    name="people.mandates",
    title=_("Mandats et rôles"),
    purpose=_("Savoir qui agit pour une commune, un lieu ou le territoire, et depuis quand."),
    basis=LegalBasis.PUBLIC_INTEREST,
    level=Protection.PERSONAL,
    people=_("Élus, secrétaires de mairie, animateurs, parrains, chargés d’accueil."),
    data=_("Rôle, périmètre, dates, qui l’a confié, historique."),
    seen_by=_("L’administration et les chargés d’accueil ; le nom d’un élu, par tous."),
    models=(
        "people.Mandate",
        "people.MandateEvent",
        "people.Entitlement",
        "people.EntitlementEvent",
    ),
    retention_note=_("Tant que ce qui a été fait en leur nom est gardé."),
)
declare_processing(
    name="people.software",
    title=_("Logiciels autorisés"),
    purpose=_("Laisser un logiciel agir pour une personne qui l’a permis."),
    basis=LegalBasis.CONSENT,
    level=Protection.WAY_IN,
    people=_("Quiconque crée un jeton ou autorise une application."),
    data=_("Nom donné, droits accordés, dates, dernier usage ; jamais le secret lui-même."),
    seen_by=_("La personne."),
    models=(
        "people.Application",
        "people.ApplicationEvent",
        "people.ApplicationConsent",
        "people.ApplicationConsentEvent",
        "people.ApplicationGrant",
        "people.AccessToken",
        "people.RefreshToken",
        "people.IdentityToken",
        "people.DeviceGrant",
        "people.PersonalToken",
        "people.PersonalTokenEvent",
    ),
    retention=(
        Retention(
            name="people.tokens",
            length=tokens.RETENTION,
            since=_("après la fin d’un jeton"),
            forget=forget_old_tokens,
        ),
        Retention(
            name="people.application_tokens",
            length=timedelta(seconds=oauth2_settings.REFRESH_TOKEN_EXPIRE_SECONDS),
            since=_("sans servir, pour l’accès d’une application"),
            forget=forget_old_application_tokens,
        ),
    ),
)
