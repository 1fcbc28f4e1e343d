"""Pages of a relay for its recipients: in the Espace, or by the signed link of a mail.

Both show the same pages. A GET by the signed link changes nothing, because mail scanners open
links; in the Espace it marks the relay as seen.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.db.identifiers import new_identifier
from bocage.foundation.files.photos import PhotoUnreadable
from bocage.foundation.formatting.grammar import of_name
from bocage.foundation.formatting.times import format_moment
from bocage.foundation.http.access import (
    permitted,
    public,
    require_safe_or_post,
    secret_address,
    target_of,
)
from bocage.foundation.http.actions import refusals_on, render_form
from bocage.housing.leads.forms import LeadReportForm
from bocage.people.limits import count_attempt
from bocage.people.models import Person
from bocage.people.signed_in import current_person
from bocage.welcome.communes.town_halls import elected_of_epci
from bocage.welcome.projects.models.messages import ProjectConsent
from bocage.welcome.projects.operations.consents import agrees
from bocage.welcome.relays.choices import CHOICES, Choice, choice_of, names_sponsor
from bocage.welcome.relays.errors import NotAskedToday, RelayWithdrawn
from bocage.welcome.relays.forms import RelayAnswerForm
from bocage.welcome.relays.links import relay_link
from bocage.welcome.relays.models import Relay, RelayReply
from bocage.welcome.relays.operations.relays import answer_relay, mark_seen, report_home
from bocage.welcome.relays.sheet import awaited_words, relay_sheet
from bocage.welcome.relays.shown_relays import find_relay_by_key
from bocage.welcome.sponsors.forms import OfferForm
from bocage.welcome.sponsors.naming import OFFERS, QUESTION_SENT, is_offered, offered, own_words

CHANGE_PARAMETER = "changer"
ONESELF_BUTTON = "moi"


@dataclass(frozen=True)
class RelayAccess:
    """Access path to the pages of one relay: the Espace, or a token."""

    token: str = ""

    @property
    def layout(self) -> str:
        name = "bare" if self.token else "espace"
        return f"foundation/layouts/{name}.html"

    def url(self, name: str, relay: Relay, *extra: str) -> str:
        """Returns the URL of a page: `relay`, `relay_choice`, `relay_home` or `relay_sponsor`."""
        if self.token:
            return reverse(name.replace("relay", "relay_signed", 1), args=[self.token, *extra])
        return reverse(name, args=[relay.pk, *extra])


IN_THE_ESPACE = RelayAccess()


def find_relay(relay_id: UUID, **_address: object) -> Relay:
    """Returns the relay of a URL.

    Raises:
        Http404: there is none.
    """
    relay = find_relay_by_key(relay_id)
    if relay is None:
        raise Http404
    return relay


@permitted("welcome.see_relay", on=find_relay)
@require_safe
def relay(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows the question with its possible answers, or the answer given."""
    relay, person = target_of(request, Relay), current_person(request)
    mark_seen(by=person, relay=relay)
    return _question(request, IN_THE_ESPACE, person, relay)


@permitted("welcome.answer_relay", on=find_relay)
@require_safe_or_post
def relay_choice(request: HttpRequest, choice: str, **_address: UUID) -> HttpResponse:
    """Shows one answer, with a field for a message, and records it once confirmed."""
    relay = target_of(request, Relay)
    return _confirm(request, IN_THE_ESPACE, current_person(request), relay, _choice(choice))


@permitted("welcome.answer_relay", on=find_relay)
@require_safe_or_post
def relay_home(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows and records the form that reports a home (« Nous avons un logement »)."""
    return _home(request, IN_THE_ESPACE, current_person(request), target_of(request, Relay))


@permitted("welcome.answer_relay", on=find_relay)
@require_POST
def relay_sponsor(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows and records the form that names a sponsor: the reader (« Ce sera moi »), or another
    person of the commune.
    """
    return _sponsor(request, IN_THE_ESPACE, current_person(request), target_of(request, Relay))


@public
@require_safe
def relay_signed(request: HttpRequest, token: str) -> HttpResponse:
    """Shows the question, by the link of a mail."""
    person, relay = _linked(token)
    return _question(request, RelayAccess(token), person, relay)


@public
@require_safe_or_post
def relay_signed_choice(request: HttpRequest, token: str, choice: str) -> HttpResponse:
    """Shows and records one answer, by the link of a mail. The words of a person whose mandate has
    ended since are stored all the same.
    """
    person, relay = relay_link.open(token)
    return _confirm(request, RelayAccess(token), person, relay, _choice(choice))


@public
@require_safe_or_post
def relay_signed_home(request: HttpRequest, token: str) -> HttpResponse:
    """Shows and records the form that reports a home, by the link of a mail."""
    person, relay = _linked(token)
    return _home(request, RelayAccess(token), person, relay)


@public
@require_POST
def relay_signed_sponsor(request: HttpRequest, token: str) -> HttpResponse:
    """Shows and records the form that proposes a sponsor, by the link of a mail: it discloses
    nothing about anybody, nor whether an address has an account here.
    """
    person, relay = _linked(token)
    count_attempt(OFFERS, token)
    return _sponsor(request, RelayAccess(token), person, relay)


def _linked(token: str) -> tuple[Person, Relay]:
    person, relay = relay_link.open(token)
    _check_addressed(person, relay)
    return person, relay


def _check_addressed(person: Person, relay: Relay) -> None:
    """Checks that the relay is addressed to the person, so that nobody else reads about a
    household.
    """
    if person.has_perm("welcome.answer_relay", relay):
        return
    if not agrees(relay.project, ProjectConsent.Use.TOWN_HALLS):
        raise RelayWithdrawn
    raise NotAskedToday


def _choice(slug: str) -> Choice:
    if slug not in CHOICES:
        raise Http404
    return CHOICES[slug]


@secret_address
def _question(
    request: HttpRequest,
    access: RelayAccess,
    person: Person,
    relay: Relay,
    offer_form: OfferForm | None = None,
) -> HttpResponse:
    """Renders the page of a relay; `offer_form` is a refused form that proposes a sponsor."""
    may_answer = relay.status != Relay.Status.WITHDRAWN and person.has_perm(
        "welcome.answer_relay", relay
    )
    context = {
        **_shared(access, person, relay),
        "choices": [
            {"choice": choice, "url": access.url("relay_choice", relay, choice.slug)}
            for choice in CHOICES.values()
        ]
        if may_answer
        else [],
        "answered": choice_of(relay),
        "awaited": awaited_words(
            format_moment(relay.due_at), is_epci_next=bool(elected_of_epci(relay.commune))
        ),
        "home_url": access.url("relay_home", relay)
        if may_answer and relay.answer == Relay.Answer.YES and relay.lead_id is None
        else "",
        "sponsor_url": access.url("relay_sponsor", relay) if names_sponsor(person, relay) else "",
        "sponsor_form": offer_form or OfferForm(),
        "is_sponsor": is_offered(person, relay.commune),
        "is_changing": CHANGE_PARAMETER in request.GET,
    }
    status = 422 if offer_form else 200
    return render(request, "welcome/relays/relay.html", context, status=status)


@secret_address
def _confirm(
    request: HttpRequest, access: RelayAccess, person: Person, relay: Relay, choice: Choice
) -> HttpResponse:
    form = RelayAnswerForm(
        request.POST if request.method == "POST" else None,
        initial={"words": _words_so_far(person, relay)},
    )
    if request.method == "POST" and form.is_valid():
        answered = answer_relay(
            by=person,
            relay=relay,
            answer=choice.answer,
            words=form.cleaned_data["words"],
            may_have_home=choice.may_have_home,
        )
        page = "relay_home" if choice.may_have_home and answered.lead_id is None else "relay"
        return redirect(access.url(page, relay))
    _check_addressed(person, relay)
    context = {**_shared(access, person, relay), "choice": choice}
    return render_form(request, "welcome/relays/confirm.html", form, context)


@secret_address
def _home(request: HttpRequest, access: RelayAccess, person: Person, relay: Relay) -> HttpResponse:
    if request.method == "POST":
        form = LeadReportForm(request.POST, request.FILES)
        if form.is_valid():
            with refusals_on(form, {PhotoUnreadable: "photo"}):
                report_home(
                    by=person,
                    relay=relay,
                    report=form.report(),
                    photo=form.cleaned_data["photo"],
                    idempotency_key=form.cleaned_data["idempotency_key"],
                )
                return redirect(access.url("relay", relay))
    else:
        form = LeadReportForm(
            initial={"idempotency_key": new_identifier().hex, "qui_appelle": "town_hall"}
        )
    return render_form(
        request, "welcome/relays/home.html", form, {**_shared(access, person, relay)}
    )


@secret_address
def _sponsor(
    request: HttpRequest, access: RelayAccess, person: Person, relay: Relay
) -> HttpResponse:
    """Proposes the reader, or the person they give, as a sponsor of the commune of the relay."""
    if not names_sponsor(person, relay):
        return redirect(access.url("relay", relay))
    is_oneself = ONESELF_BUTTON in request.POST
    form = OfferForm({"email": person.email} if is_oneself else request.POST)
    profile = offered(person, relay.commune, form)
    if profile is None:
        return _question(request, access, person, relay, offer_form=form)
    messages.success(request, own_words(profile) if is_oneself else QUESTION_SENT)
    return redirect(access.url("relay", relay))


def _shared(access: RelayAccess, person: Person, relay: Relay) -> dict[str, Any]:
    """Returns the template context shared by all pages of a relay."""
    return {
        "layout": access.layout,
        "relay": relay,
        "commune": relay.commune,
        "sheet": relay_sheet(relay),
        "page_url": access.url("relay", relay),
        "for_whom": _("Mairie %(of_commune)s") % {"of_commune": of_name(relay.commune.name)},
        "is_of_welcome": person.has_perm("welcome.withdraw_relay", relay),
    }


def _words_so_far(person: Person, relay: Relay) -> str:
    """Returns what the person already wrote: by mail, or with the answer that they now change."""
    if relay.answered_by_id == person.pk and relay.answer_words:
        return relay.answer_words
    reply = relay.replies.filter(person=person, state=RelayReply.State.TO_CONFIRM).first()
    return reply.words if reply is not None else ""
