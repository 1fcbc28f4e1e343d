"""Second factors of people, and sessions that have shown one."""

import time

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.totp.internal import auth as totp
from django.http import HttpRequest
from django.test import Client

from bocage.people.models import Person


def with_app(person: Person) -> str:
    """Registers an authenticator app, and returns its secret."""
    secret: str = totp.generate_totp_secret()
    totp.TOTP.activate(person, secret)
    return secret


def code_of(secret: str) -> str:
    """Returns the current code of the authenticator app."""
    counter = next(totp.yield_hotp_counters_from_time())
    code: str = totp.format_hotp_value(totp.hotp_value(secret, counter))
    return code


def show_second_factor(client: Client, person: Person, *, hours_ago: float = 0) -> None:
    """Marks the session of a browser as verified by a code of its person's app."""
    request = HttpRequest()
    request.session = client.session
    record_authentication(request, person, "mfa", type="totp")
    for record in request.session["account_authentication_methods"]:
        record["at"] -= hours_ago * 3600
    request.session.save()


def sign_in_again(client: Client) -> None:
    """Marks the session of a browser as just opened."""
    session = client.session
    session["signed_in_at"] = time.time()
    session.save()
