"""Personal data of the people room: account, mandates, choices, sessions, keys, messages."""

from collections.abc import Iterator

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bocage.foundation.formatting.dates import date_format, long_date
from bocage.foundation.mail import channels
from bocage.foundation.models import OutgoingMail
from bocage.people.models import (
    Application,
    ApplicationConsent,
    KnownBrowser,
    Mandate,
    Person,
    PersonalToken,
    Portrait,
    Session,
)
from bocage.people.personal_data.registry import DataItem, DataItems, data_section

EMPTY = "—"


@data_section(
    name="account",
    title=_("Votre compte"),
    rank=0,
    link=("account", _("Changer mon profil ou mon adresse")),
)
def account_rows(person: Person, limit: int | None) -> DataItems:
    """Lists the data of the account itself; two queries, for its photo and for its versions in the
    history.
    """
    versions = person.events.count()  # type: ignore[attr-defined]  # set by pghistory
    last_login = person.last_login and date_format(localtime(person.last_login), "DATETIME_FORMAT")
    portrait = Portrait.objects.filter(person=person).values_list("taken_at", flat=True).first()
    items = [
        (_("Adresse électronique"), person.email),
        (_("Nom"), person.name),
        (_("Téléphone"), person.phone),
        (_("Photo choisie le"), portrait and long_date(portrait)),
        (_("Situation"), person.get_situation_display()),
        (_("Langue"), person.get_language_display()),
        (_("Compte ouvert le"), long_date(person.created_at)),
        (_("Dernière connexion"), last_login),
        (_("Versions gardées de votre fiche"), versions),
    ]
    for title, value in items[:limit]:
        yield DataItem(title=title, detail=str(value or EMPTY))


@data_section(
    name="mandates",
    title=_("Vos mandats"),
    rank=10,
    named_in=("people.Mandate.person",),
)
def mandate_rows(person: Person, limit: int | None) -> DataItems:
    """Lists the mandates of a person, past ones included; one query."""
    mandates = (
        Mandate.objects.filter(person=person)
        .select_related(
            "scope__departement", "scope__epci", "scope__commune", "scope__partner", "granted_by"
        )
        .order_by("-starts_on", "pk")
    )
    for mandate in mandates[:limit]:
        yield DataItem(
            title=capfirst(mandate.get_role_display()), detail=", ".join(_words_of(mandate))
        )


def _words_of(mandate: Mandate) -> Iterator[str]:
    yield str(mandate.scope.label)
    yield gettext("depuis le %(day)s") % {"day": date_format(mandate.starts_on, "DATE_FORMAT")}
    if mandate.last_day:
        yield gettext("jusqu’au %(day)s") % {"day": date_format(mandate.last_day, "DATE_FORMAT")}
    if mandate.granted_by:
        yield gettext("confié par %(name)s") % {"name": mandate.granted_by}


@data_section(
    name="choices",
    title=_("Vos choix"),
    rank=20,
    link=("preferences", _("Changer mes préférences")),
)
def choice_rows(person: Person, limit: int | None) -> DataItems:  # noqa: ARG001 - there are few
    """Lists the privacy choices of a person, and their choices of optional channels; one query."""
    choices = {choice.channel: choice.is_wanted for choice in person.message_choices.all()}
    yes, no = gettext("oui"), gettext("non")
    yield DataItem(
        title=_("Votre nom est montré à qui tient le lieu où vous réservez"),
        detail=yes if person.shows_name_to_hosts else no,
    )
    yield DataItem(
        title=_("Votre nom est montré aux personnes présentes le même jour"),
        detail=yes if person.shows_name_to_others else no,
    )
    for channel in channels():
        if channel.optional:
            yield DataItem(
                title=channel.label,
                detail=_("reçu par courriel") if choices.get(channel.name, True) else _("non reçu"),
            )


@data_section(
    name="keys",
    title=_("Vos clés d’accès"),
    rank=80,
    named_in=("mfa.Authenticator.user",),
    link=("mfa_index", _("Voir mes clés")),
)
def key_rows(person: Person, limit: int | None) -> DataItems:
    """Passkeys, authenticator apps and recovery codes, without their secrets; one query."""
    names = {
        Authenticator.Type.TOTP: _("Application de codes"),
        Authenticator.Type.RECOVERY_CODES: _("Codes de secours"),
    }
    for key in Authenticator.objects.filter(user=person).order_by("-pk")[:limit]:
        yield DataItem(
            title=names.get(key.type) or key.wrap().name,
            detail=gettext("ajoutée le %(day)s") % {"day": long_date(key.created_at)},
        )


@data_section(
    name="tokens",
    title=_("Vos jetons"),
    rank=82,
    named_in=("people.PersonalToken.person",),
    link=("application_list", _("Voir mes applications")),
)
def token_rows(person: Person, limit: int | None) -> DataItems:
    """Lists the personal tokens, expired ones included, without their secrets; one query."""
    for token in PersonalToken.objects.filter(person=person)[:limit]:
        yield DataItem(title=token.name, detail=", ".join(_words_of_token(token)))


def _words_of_token(token: PersonalToken) -> Iterator[str]:
    yield from token.opens
    yield gettext("créé le %(day)s") % {"day": long_date(token.created_at)}
    if token.last_used_at:
        yield gettext("servi le %(day)s") % {"day": long_date(token.last_used_at)}
    if token.revoked_at:
        yield gettext("retiré le %(day)s") % {"day": long_date(token.revoked_at)}
    else:
        yield gettext("expire le %(day)s") % {"day": long_date(token.expires_at)}


@data_section(
    name="applications",
    title=_("Vos applications"),
    rank=81,
    named_in=("people.ApplicationConsent.person", "people.Application.user"),
    link=("application_list", _("Voir mes applications")),
)
def application_rows(person: Person, limit: int | None) -> DataItems:
    """Lists the applications that a person authorised, then those they declared; two queries."""
    consents = ApplicationConsent.objects.filter(person=person).select_related("application")
    for consent in consents[:limit]:
        yield DataItem(
            title=consent.application.name,
            detail=", ".join(
                [
                    *consent.opens,
                    gettext("autorisée le %(day)s") % {"day": long_date(consent.given_at)},
                ]
            ),
        )
    for application in Application.objects.filter(user=person)[:limit]:
        yield DataItem(
            title=application.name,
            detail=gettext("déclarée le %(day)s") % {"day": long_date(application.created)},
        )


@data_section(
    name="sessions",
    title=_("Vos sessions"),
    rank=85,
    link=("usersessions_list", _("Voir mes sessions")),
)
def session_rows(person: Person, limit: int | None) -> DataItems:
    """Gives the number of open sessions (their page lists them), and when each known browser last
    signed in and will be forgotten; two queries.
    """
    alive = Session.objects.filter(expire_date__gt=timezone.now())
    sessions = UserSession.objects.filter(user=person, session_key__in=alive.values("session_key"))
    browsers = KnownBrowser.objects.filter(person=person).order_by("-signed_in_at")
    yield DataItem(title=_("Sessions ouvertes"), detail=str(sessions.count()))
    for browser in browsers[:limit]:
        yield DataItem(
            title=_("Navigateur où vous vous êtes déjà connecté"),
            detail=gettext("le %(day)s, oublié le %(end)s")
            % {
                "day": long_date(browser.signed_in_at),
                "end": long_date(browser.expires_at),
            },
        )


@data_section(name="messages", title=_("Les messages que vous avez reçus"), rank=90)
def message_rows(person: Person, limit: int | None) -> DataItems:
    """Lists the stored messages that were sent to the account; one query."""
    mails = (
        OutgoingMail.objects.filter(person_id=person.pk)
        .exclude(subject="")
        .only("subject", "created_at")
        .order_by("-id")
    )
    for mail in mails[:limit]:
        yield DataItem(
            title=mail.subject,
            detail=date_format(localtime(mail.created_at), "DATETIME_FORMAT"),
        )
