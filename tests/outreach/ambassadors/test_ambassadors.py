"""Ambassadors: invited, volunteering, active, ended, counted and thanked."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.foundation.models import OutgoingMail
from bocage.outreach.ambassadors.errors import (
    AmbassadorAlready,
    InvitationLapsed,
    NotSettledHere,
    ThanksWithoutWords,
)
from bocage.outreach.ambassadors.formatting import agreement_text
from bocage.outreach.ambassadors.operations.ambassadors import (
    accept_invitation,
    accept_proposal,
    decline_ambassador,
    end_over_agreements,
    invite_ambassador,
    note_thanks,
    propose_oneself,
    stop_being_ambassador,
)
from bocage.outreach.ambassadors.operations.thanks import thank_referrers
from bocage.outreach.ambassadors.settled_people import possible_ambassadors
from bocage.outreach.campaigns.results import LinkResults, StepCounts, link_results
from bocage.outreach.models import (
    Ambassador,
    AmbassadorThanks,
    Campaign,
    LinkDay,
    Prospect,
    Touch,
    TrackedLink,
)
from bocage.people.models import Person
from bocage.territory.models import Departement
from bocage.welcome.models import SettlementProject
from tests.outreach.coordination import coordinator_of
from tests.outreach.factories import ProspectFactory
from tests.people.factories import PersonFactory
from tests.welcome.factories import ProjectFactory

pytestmark = pytest.mark.django_db


def resident(**fields: object) -> Person:
    """An adult of a household that lives in the Orne."""
    person = PersonFactory(**fields)
    ProjectFactory(settled=True, adults=[person])
    return person


@pytest.fixture
def by(orne: Departement) -> Person:
    return coordinator_of(orne)


def active(by: Person, orne: Departement, **fields: object) -> Ambassador:
    invited = invite_ambassador(by=by, person=resident(**fields), departement=orne)
    return accept_invitation(ambassador_id=invited.pk, language="fr", collection_method="mail")


def test_yes_is_a_record_with_an_end_and_makes_a_link(orne: Departement, by: Person) -> None:
    invited = invite_ambassador(by=by, person=resident(name="Hélène"), departement=orne)
    assert (invited.state, invited.link) == ("invited", None)
    yes = accept_invitation(ambassador_id=invited.pk, language="fr", collection_method="mail")
    again = accept_invitation(ambassador_id=invited.pk, language="fr", collection_method="espace")
    assert again.agreed_at == yes.agreed_at
    assert (yes.state, yes.words, yes.collection_method) == ("active", agreement_text("fr"), "mail")
    assert yes.ends_on is not None
    assert yes.ends_on > timezone.localdate() + timedelta(days=700)
    assert yes.link is not None
    assert (yes.link.label, yes.link.campaign.channel) == ("Hélène", "ambassador")
    kinds = OutgoingMail.objects.order_by("pk").values_list("kind", flat=True)
    names = [kind.rpartition(".")[2] for kind in kinds]
    assert names == ["AmbassadorInvitation", "AmbassadorBegins"]


def test_two_of_one_name_have_two_links_of_one_campaign(orne: Departement, by: Person) -> None:
    first, second = (active(by, orne, name="Hélène") for _twice in range(2))
    assert first.link
    assert second.link
    assert first.link.campaign == second.link.campaign
    assert {first.link.label, second.link.label} == {"Hélène", "Hélène 2"}
    Campaign.objects.update(status="closed", closed_at=timezone.now())
    third = active(by, orne, name="Hélène")
    assert third.link
    assert third.link.campaign != first.link.campaign


def test_only_who_lives_there_is_asked_and_once(orne: Departement, by: Person) -> None:
    candidate = PersonFactory()
    ProjectFactory(adults=[candidate])
    erased_person = PersonFactory()
    ProjectFactory(settled=True, adults=[erased_person], left_on=timezone.localdate())
    for person in (candidate, erased_person, PersonFactory()):
        with pytest.raises(NotSettledHere):
            invite_ambassador(by=by, person=person, departement=orne)
        with pytest.raises(NotSettledHere):
            propose_oneself(by=person, departement=orne, language="fr")
    helene = resident()
    assert [adult.person for adult in possible_ambassadors(by, orne)] == [helene]
    invite_ambassador(by=by, person=helene, departement=orne)
    assert not possible_ambassadors(by, orne).exists()
    with pytest.raises(AmbassadorAlready):
        invite_ambassador(by=by, person=helene, departement=orne)
    with pytest.raises(NotAllowed):
        invite_ambassador(by=helene, person=resident(), departement=orne)


def test_who_offers_waits_for_a_yes_and_who_was_asked_needs_none(
    orne: Departement, by: Person
) -> None:
    offer = propose_oneself(by=resident(), departement=orne, language="fr")
    assert (offer.state, offer.link) == ("proposed", None)
    with pytest.raises(AmbassadorAlready):
        propose_oneself(by=offer.person, departement=orne, language="fr")
    with pytest.raises(NotAllowed):
        accept_proposal(by=offer.person, ambassador=offer)
    accepted = accept_proposal(by=by, ambassador=offer)
    assert accept_proposal(by=by, ambassador=offer).link == accepted.link
    invited = invite_ambassador(by=by, person=resident(), departement=orne)
    assert propose_oneself(by=invited.person, departement=orne, language="fr").state == "active"
    notifications = OutgoingMail.objects.filter(kind__endswith="AmbassadorProposed")
    assert [mail.recipient for mail in notifications] == [by.email]


def test_no_and_stop_hold_and_late_answers_are_shown_so(orne: Departement, by: Person) -> None:
    invited = invite_ambassador(by=by, person=resident(), departement=orne)
    declined = decline_ambassador(by=None, ambassador_id=invited.pk)
    assert decline_ambassador(by=None, ambassador_id=invited.pk).ended_at == declined.ended_at
    with pytest.raises(InvitationLapsed):
        accept_invitation(ambassador_id=invited.pk, language="fr", collection_method="mail")
    with pytest.raises(InvitationLapsed):
        accept_invitation(ambassador_id=uuid4(), language="fr", collection_method="mail")
    ambassador = active(by, orne)
    with pytest.raises(InvitationLapsed):
        decline_ambassador(by=None, ambassador_id=ambassador.pk)
    with pytest.raises(NotAllowed):
        stop_being_ambassador(by=PersonFactory(), ambassador=ambassador)
    stopped = stop_being_ambassador(by=ambassador.person, ambassador=ambassador)
    assert stop_being_ambassador(by=by, ambassador=ambassador).ended_by == "person"
    assert stopped.link is not None
    assert TrackedLink.objects.filter(pk=stopped.link.pk).exists()
    assert invite_ambassador(by=by, person=ambassador.person, departement=orne)


def test_an_agreement_ends_on_its_day(orne: Departement, by: Person) -> None:
    ambassador = active(by, orne)
    assert end_over_agreements(now=timezone.now() + timedelta(days=700)) == 0
    later = timezone.now() + timedelta(days=740)
    assert end_over_agreements(now=later) == 1
    assert end_over_agreements(now=later) == 0
    ambassador.refresh_from_db()
    assert (ambassador.state, ambassador.ended_by) == ("ended", "clock")


def settled_prospect(
    ambassador: Ambassador, days: int, **fields: object
) -> tuple[Prospect, SettlementProject]:
    """Creates a prospect met by a link, who has settled since."""
    prospect = ProspectFactory(departement=ambassador.departement)
    project = ProjectFactory(settled=True, **fields)
    met = project.sent_at - timedelta(days=days)
    Touch.objects.create(
        prospect=prospect,
        campaign=ambassador.link.campaign if ambassador.link else None,
        link=ambassador.link,
        kind="form",
        at=met,
    )
    Touch.objects.create(prospect=prospect, kind="project", at=project.sent_at, sent_as=project.pk)
    Prospect.objects.filter(pk=prospect.pk).update(project=project)
    return prospect, project


def test_a_link_counts_those_whom_it_met_first_and_last(orne: Departement, by: Person) -> None:
    first, second = active(by, orne), active(by, orne)
    assert first.link
    assert second.link
    LinkDay.objects.create(link=first.link, day=timezone.localdate(), clicks=4)
    prospect, project = settled_prospect(first, 9)
    Touch.objects.create(
        prospect=prospect,
        campaign=second.link.campaign,
        link=second.link,
        kind="form",
        at=project.sent_at - timedelta(days=2),
    )
    whole = StepCounts(prospects=1, candidates=1, visits=1, settled=1)
    results = link_results([first.link.pk, second.link.pk])
    assert results == {
        first.link.pk: LinkResults(clicks=4, first=whole),
        second.link.pk: LinkResults(last=whole),
    }


def test_who_brought_a_household_is_thanked_once_when_it_settles(
    orne: Departement, by: Person
) -> None:
    ambassador, second = active(by, orne), active(by, orne)
    OutgoingMail.objects.all().delete()
    _prospect, project = settled_prospect(ambassador, 9)
    stop_being_ambassador(by=ambassador.person, ambassador=ambassador)
    assert thank_referrers(project_id=project.pk) == 1
    assert thank_referrers(project_id=project.pk) == 0
    assert [mail.recipient for mail in OutgoingMail.objects.all()] == [ambassador.person.email]
    assert not second.thanks.exists()
    _prospect, own_project = settled_prospect(second, 9, adults=[second.person])
    assert thank_referrers(project_id=own_project.pk) == 0
    SettlementProject.objects.filter(pk=project.pk).update(stage="moving")
    AmbassadorThanks.objects.all().delete()
    assert thank_referrers(project_id=project.pk) == 0
    assert thank_referrers(project_id=uuid4()) == 0


def test_an_action_of_thanks_is_noted_by_who_runs_the_campaigns(
    orne: Departement, by: Person
) -> None:
    ambassador = active(by, orne)
    assert note_thanks(by=by, ambassador=ambassador, note=" Un \n panier\0 ").note == "Un panier"
    with pytest.raises(ThanksWithoutWords):
        note_thanks(by=by, ambassador=ambassador, note=" \n ")
    with pytest.raises(NotAllowed):
        note_thanks(by=ambassador.person, ambassador=ambassador, note="Moi")
    assert len(note_thanks(by=by, ambassador=ambassador, note="x" * 5_000).note) == 200
