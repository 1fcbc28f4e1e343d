"""Web Push against a real server of this machine, which decrypts as a browser does."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import http_ece
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.urls import reverse
from py_vapid import Vapid02

from bocage.foundation.errors import NotAllowed
from bocage.housing.alerts.operations.alerts import send_due_alerts
from bocage.housing.alerts.operations.web_push import (
    MAX_BROWSERS,
    PushPostponed,
    allow_browser,
    deliver_push,
    forget_browser,
)
from bocage.housing.alerts.push_messages import PushMessage, instance_keys
from bocage.housing.models import PushKeys, PushSubscription
from bocage.housing.searches.errors import NotASubscription, TooManyBrowsers
from tests.housing.factories import AlertFactory, SavedSearchFactory
from tests.people.factories import PersonFactory
from tests.servers.local_server import listening

pytestmark = pytest.mark.django_db

MESSAGE = PushMessage("Longère, Bellême", "180 000 €", "https://bocage.example/logements/1/", "a")
SECRET = b"0123456789abcdef"


def text_of(octets):
    return urlsafe_b64encode(octets).rstrip(b"=").decode()


@dataclass
class Browser:
    """The keys that a browser makes, and what its push service took for it."""

    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    received: list = field(default_factory=list)

    @property
    def public_key(self):
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return text_of(point)

    def read(self, body):
        clear = http_ece.decrypt(
            body, private_key=self.key, auth_secret=SECRET, version="aes128gcm"
        )
        return json.loads(clear)


@contextmanager
def push_service(browser, status=201):
    """A push service of this machine, which answers each message with `status`."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            browser.received.append((dict(self.headers), body))
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    with listening(server):
        yield f"http://127.0.0.1:{server.server_port}"


def make_subscription(browser, endpoint, person=None):
    return PushSubscription.objects.create(
        person=person or PersonFactory(),
        endpoint=f"{endpoint}/push/abc",
        public_key=browser.public_key,
        secret=text_of(SECRET),
    )


def test_the_browser_reads_what_was_reported_and_nobody_on_the_way():
    browser = Browser()
    with push_service(browser) as endpoint:
        subscription = make_subscription(browser, endpoint)
        deliver_push(subscription_id=subscription.pk, message=MESSAGE, loopback=True)

    ((headers, body),) = browser.received
    assert browser.read(body)["title"] == MESSAGE.title
    assert MESSAGE.title.encode() not in body
    assert headers["Content-Encoding"] == "aes128gcm"
    assert int(headers["TTL"]) > 0
    assert Vapid02.verify(headers["Authorization"])


def test_the_signature_is_for_this_service_with_the_key_of_the_instance():
    browser = Browser()
    with push_service(browser) as endpoint:
        subscription = make_subscription(browser, endpoint)
        deliver_push(subscription_id=subscription.pk, message=MESSAGE, loopback=True)

    token, key = browser.received[0][0]["Authorization"].removeprefix("vapid ").split(",")
    claims = json.loads(urlsafe_b64decode(token.removeprefix("t=").split(".")[1] + "=="))
    assert claims["aud"] == endpoint
    assert key.strip() == f"k={instance_keys().public_key}"


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_withdrew_its_permission_is_forgotten(status):
    browser = Browser()
    with push_service(browser, status) as endpoint:
        subscription = make_subscription(browser, endpoint)
        deliver_push(subscription_id=subscription.pk, message=MESSAGE, loopback=True)

    assert not PushSubscription.objects.exists()


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_service_that_is_overworked_is_asked_again(status):
    browser = Browser()
    with push_service(browser, status) as endpoint:
        subscription = make_subscription(browser, endpoint)
        with pytest.raises(PushPostponed):
            deliver_push(subscription_id=subscription.pk, message=MESSAGE, loopback=True)

    assert PushSubscription.objects.filter(failed_at=None).exists()


def test_a_service_that_is_away_is_asked_again():
    browser = Browser()
    with push_service(browser) as endpoint:
        subscription = make_subscription(browser, endpoint)

    with pytest.raises(PushPostponed):
        deliver_push(subscription_id=subscription.pk, message=MESSAGE, loopback=True)


def test_a_service_that_refuses_is_noted():
    browser = Browser()
    with push_service(browser, 403) as endpoint:
        subscription = make_subscription(browser, endpoint)
        deliver_push(subscription_id=subscription.pk, message=MESSAGE, loopback=True)

    assert PushSubscription.objects.exclude(failed_at=None).exists()


def test_an_address_inside_the_network_is_never_posted_to():
    browser = Browser()
    with push_service(browser) as endpoint:
        subscription = make_subscription(browser, endpoint)
        deliver_push(subscription_id=subscription.pk, message=MESSAGE)

    assert browser.received == []
    assert not PushSubscription.objects.exists()


def test_the_keys_of_the_instance_are_made_once():
    assert instance_keys() == instance_keys()
    assert PushKeys.objects.count() == 1


def allow(by, endpoint="https://push.example/a", **changes):
    details = {"public_key": Browser().public_key, "secret": text_of(SECRET), **changes}
    return allow_browser(by=by, endpoint=endpoint, **details)


def test_a_browser_is_allowed_once_and_goes_to_who_sits_there():
    camille, lea = PersonFactory(), PersonFactory()
    first = allow(camille)

    second = allow(lea)

    assert first.pk == second.pk
    assert PushSubscription.objects.get().person == lea


@pytest.mark.parametrize(
    "wrong",
    [
        {"endpoint": "http://push.example/a"},
        {"endpoint": "javascript:alert(1)"},
        {"endpoint": "https://push.example/" + "a" * 1_000},
        {"endpoint": ""},
        {"public_key": "AAAA"},
        {"public_key": text_of(b"\x04" + b"\xff" * 64)},
        {"public_key": "é"},
        {"secret": "AAAA"},
        {"secret": ""},
    ],
)
def test_what_is_no_subscription_is_refused(wrong):
    with pytest.raises(NotASubscription):
        allow(PersonFactory(), **wrong)


def post_subscription(client, **changes):
    keys = {"p256dh": Browser().public_key, "auth": text_of(SECRET)}
    data = {"endpoint": "https://push.example/a", **keys, **changes}
    return client.post(reverse("browser_allow"), data, follow=True)


def test_browser_is_allowed_from_its_page(client, names_lead_to):
    names_lead_to("93.184.215.14")
    client.force_login(PersonFactory())

    page = post_subscription(client).content.decode()

    assert "Ce navigateur vous montrera les nouveaux logements." in page
    assert PushSubscription.objects.count() == 1


@pytest.mark.parametrize(
    ("inside", "changes"),
    [
        (("192.168.1.7",), {}),
        (("2620:4f:8000::7",), {}),
        ((), {}),
        (("93.184.215.14",), {"endpoint": "https://push.example/\x00"}),
        (("93.184.215.14",), {"p256dh": "a\x00b"}),
        (("93.184.215.14",), {"auth": "\x00"}),
        (("93.184.215.14",), {"endpoint": ""}),
    ],
)
def test_page_says_at_once_that_a_browser_cannot_be_notified(
    client, names_lead_to, inside, changes
):
    names_lead_to(*inside)
    client.force_login(PersonFactory())

    page = post_subscription(client, **changes).content.decode()

    assert "Ce navigateur n’a pas donné d’adresse de notification utilisable." in page
    assert not PushSubscription.objects.exists()


def test_ten_browsers_are_enough():
    camille = PersonFactory()
    for number in range(MAX_BROWSERS):
        allow(camille, f"https://push.example/{number}")

    with pytest.raises(TooManyBrowsers):
        allow(camille, "https://push.example/more")


def test_nobody_forgets_the_browser_of_another():
    subscription = allow(PersonFactory())

    with pytest.raises(NotAllowed):
        forget_browser(by=PersonFactory(), subscription=subscription)
    forget_browser(by=subscription.person, subscription=subscription)
    assert not PushSubscription.objects.exists()


def test_what_is_shown_by_mail_is_pushed_too(run_tasks, monkeypatch):
    browser, messages = Browser(), []
    search = SavedSearchFactory(quiet_from=0, quiet_until=0)
    allow(search.person, public_key=browser.public_key)
    alert = AlertFactory(search=search)
    monkeypatch.setattr(
        "bocage.housing.alerts.handlers.deliver_push",
        lambda **params: messages.append(params["message"]),
    )

    send_due_alerts()
    run_tasks()

    (message,) = messages
    assert message.title.startswith("Longère de 5 pièces")
    assert str(alert.fact.dwelling_id) in message.url
