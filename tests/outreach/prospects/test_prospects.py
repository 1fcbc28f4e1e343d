"""One record per person, whoever meets them, however often and in whatever order."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.foundation.models import OutgoingMail
from bocage.outreach.models import Prospect, ProspectConsent, Touch
from bocage.outreach.prospects.errors import AddressOfAnother, NobodyToReach, NotAnAddress
from bocage.outreach.prospects.formatting import agreements_to
from bocage.outreach.prospects.operations.consents import (
    agrees,
    confirm_consents,
    withdraw_consents,
)
from bocage.outreach.prospects.operations.own_choices import choose_purposes
from bocage.outreach.prospects.operations.prospects import (
    Capture,
    ProspectChanges,
    capture_prospect,
    change_prospect,
)
from tests.outreach.coordination import coordinator_of
from tests.outreach.factories import CampaignFactory, ConsentFactory, ProspectFactory
from tests.people.factories import PersonFactory
from tests.workspaces.bookings.test_races import outcomes, race

Purpose, CollectionMethod, Kind = (
    ProspectConsent.Purpose,
    ProspectConsent.CollectionMethod,
    Touch.Kind,
)
WithdrawnBy = ProspectConsent.WithdrawnBy

SENDING_ID = UUID("01938a4e-7c00-4000-8000-000000000001")

pytestmark = pytest.mark.django_db


def by_form(campaign, **fields) -> Capture:
    agreed = agreements_to([Purpose.LETTERS], "fr", CollectionMethod.FORM)
    return Capture(
        departement=campaign.departement,
        campaign=campaign,
        **{"kind": Kind.FORM, "email": "ada@ville.example", "agreements": agreed, **fields},
    )


def test_somebody_met_twice_has_one_record_whose_blanks_are_filled() -> None:
    campaign, second_campaign = CampaignFactory(), CampaignFactory()
    second_campaign.departement = campaign.departement
    first = capture_prospect(
        capture=by_form(campaign, name="Ada\u0000 Martin\n" * 30, interests=("work", "pirate"))
    )
    again = capture_prospect(
        capture=by_form(
            second_campaign,
            email=" ADA@Ville.example",
            name="Autre",
            phone="06 12 34 56 78",
            interests=("live",),
        )
    )
    assert again.pk == first.pk
    assert again.name == " ".join(["Ada Martin"] * 30)[:120]
    assert (again.phone, again.interests) == ("0612345678", ["live", "work"])
    assert again.touches.count() == 2
    by_phone = capture_prospect(capture=by_form(campaign, email="", phone="+33 6 12 34 56 78"))
    assert by_phone.pk == first.pk


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"email": ""}, NobodyToReach),
        ({"email": "ada@"}, NotAnAddress),
        ({"email": "a" * 300 + "@ville.example"}, NotAnAddress),
    ],
)
def test_nobody_is_kept_who_cannot_be_reached(changes, refusal) -> None:
    with pytest.raises(refusal):
        capture_prospect(capture=by_form(CampaignFactory(), **changes))
    assert not Prospect.objects.exists()


def test_what_is_sent_twice_is_written_once_and_comes_in_any_order() -> None:
    campaign, now = CampaignFactory(), timezone.now()
    met = by_form(campaign, sent_as=SENDING_ID, at=now - timedelta(hours=5), kind=Kind.BOOTH)
    later = capture_prospect(capture=by_form(campaign), now=now)
    for _twice in range(2):
        prospect = capture_prospect(capture=met, now=now)
    ahead = capture_prospect(
        capture=replace(met, sent_as=None, at=now + timedelta(days=9)), now=now
    )
    assert {later.pk, prospect.pk, ahead.pk} == {prospect.pk}
    moments = list(prospect.touches.values_list("at", flat=True))
    assert moments == [now - timedelta(hours=5), now, now]
    prospect.refresh_from_db()
    assert (prospect.captured_at, prospect.last_touch_at) == (moments[0], now)


def test_one_letter_leaves_however_often_the_form_is_sent(deliver_mails) -> None:
    campaign, now = CampaignFactory(), timezone.now()
    for minutes in range(5):
        capture_prospect(
            capture=by_form(campaign, name="Vends tout http://x.example"),
            now=now + timedelta(minutes=minutes),
        )
    assert OutgoingMail.objects.count() == 1
    for hours in range(1, 9):
        prospect = capture_prospect(
            capture=by_form(campaign), now=now + timedelta(hours=hours, minutes=10)
        )
    letters = deliver_mails()
    assert len(letters) == 3
    assert "Vends tout" not in letters[0].text
    assert prospect.consents.get().words in letters[0].text
    assert not agrees(prospect, Purpose.LETTERS)


def test_who_left_comes_back_by_their_own_act_alone() -> None:
    consent, now = ConsentFactory(given_at=timezone.now() - timedelta(days=2)), timezone.now()
    withdrawn = withdraw_consents(
        prospect=consent.prospect, withdrawn_by=WithdrawnBy.LINK, now=now - timedelta(hours=1)
    )
    met = Capture(
        departement=withdrawn.departement,
        kind=Kind.BOOTH,
        email=withdrawn.email,
        agreements=agreements_to([Purpose.LETTERS], "fr", CollectionMethod.SPOKEN),
        at=now - timedelta(hours=2),
    )
    capture_prospect(capture=met, now=now)
    capture_prospect(capture=replace(met, kind=Kind.IMPORT, at=now), now=now)
    assert not withdrawn.consents.filter(withdrawn_at=None).exists()
    capture_prospect(capture=replace(met, kind=Kind.FORM, at=None), now=now)
    withdrawn.refresh_from_db()
    assert withdrawn.status == Prospect.Status.UNSUBSCRIBED
    assert confirm_consents(prospect=withdrawn).status == Prospect.Status.CONFIRMED
    assert agrees(withdrawn, Purpose.LETTERS)


def test_their_own_page_stands_at_once_for_what_they_choose() -> None:
    consent = ConsentFactory()
    prospect = choose_purposes(prospect=consent.prospect, purposes=["calls"], language="en")
    assert [agrees(prospect, purpose) for purpose in Purpose] == [False, True, False]
    assert "called back" in prospect.consents.get(purpose="calls").words
    emptied = choose_purposes(prospect=prospect, purposes=[], language="fr")
    assert emptied.status == Prospect.Status.UNSUBSCRIBED
    assert choose_purposes(prospect=emptied, purposes=["evenings"], language="fr").status == (
        Prospect.Status.CONFIRMED
    )


def test_an_address_that_is_changed_confirms_anew_and_is_nobody_else_s() -> None:
    consent, stranger = ConsentFactory(), ProspectFactory()
    prospect = consent.prospect
    stranger.departement = prospect.departement
    stranger.save()
    coordinator = coordinator_of(prospect.departement)
    changes = ProspectChanges(
        email="NEW@ville.example",
        phone="",
        name="Camille",
        origin="Rouen",
        trade="",
        family="couple",
        interests=("nature",),
        language="fr",
        notes="Rappeler lundi.",
    )
    with pytest.raises(NotAllowed):
        change_prospect(by=PersonFactory(), prospect=prospect, changes=changes)
    with pytest.raises(AddressOfAnother):
        change_prospect(
            by=coordinator, prospect=prospect, changes=replace(changes, email=stranger.email)
        )
    changed = change_prospect(by=coordinator, prospect=prospect, changes=changes)
    assert (changed.email, changed.origin) == ("new@ville.example", "Rouen")
    assert not agrees(changed, Purpose.LETTERS)
    assert OutgoingMail.objects.get().recipient == "new@ville.example"


@pytest.mark.django_db(transaction=True)
def test_captures_of_one_person_at_once_make_one_record() -> None:
    campaign = CampaignFactory()
    capture = by_form(campaign)
    resent = replace(capture, sent_as=SENDING_ID)
    results = race(
        *[
            lambda capture=each_capture: capture_prospect(capture=capture)
            for each_capture in (capture, capture, resent, resent)
        ]
    )
    assert outcomes(results) == {"Prospect": 4}
    assert Prospect.objects.count() == 1
    assert (Touch.objects.count(), ProspectConsent.objects.count()) == (3, 1)
    assert OutgoingMail.objects.count() == 1
