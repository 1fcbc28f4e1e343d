"""Sponsorships: one request at a time, answered in a click, passed on, ended by both sides."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.people.models import Mandate
from bocage.welcome.models import ProjectConsent, SettlementProject, Sponsorship
from bocage.welcome.projects.errors.consents import HelpersNotAgreed
from bocage.welcome.projects.operations.consents import withdraw_consent
from bocage.welcome.sponsors.errors import (
    AnotherSponsorProposed,
    ContactInTheFuture,
    NoMandateAnyMore,
    ProjectHasSponsor,
    ProjectNotToSponsor,
    SponsorFull,
    SponsorNotFree,
    SponsorOfTheHousehold,
    SponsorshipGoesOn,
    SponsorshipOver,
    SponsorTaken,
)
from bocage.welcome.sponsors.operations.contacts import (
    give_contact,
    note_contact,
    remove_contact,
    take_contact_back,
    write_feedback,
)
from bocage.welcome.sponsors.operations.scheduled import (
    end_sponsorships_of,
    forget_sponsorships_of,
    pass_on_unanswered_requests,
)
from bocage.welcome.sponsors.operations.sponsorships import (
    accept_sponsorship,
    decline_sponsorship,
    end_sponsorship,
    propose_next_sponsor,
    propose_sponsor,
)
from bocage.welcome.sponsors.ranking import rank_sponsors
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory
from tests.welcome.factories import ProjectFactory
from tests.welcome.sponsors.factories import (
    SponsorProfileFactory,
    SponsorshipFactory,
    agreeing_project,
    coordinator_of,
)

pytestmark = pytest.mark.django_db

Reason = Sponsorship.Reason


@pytest.fixture
def project():
    return agreeing_project()


def sponsorship_states():
    return sorted(Sponsorship.objects.values_list("status", "reason"))


def adult_of(project):
    return project.adults.get(is_first=True).person


def test_question_goes_to_the_sponsor_with_what_they_share(project, deliver_mails):
    coordinator, sponsor = coordinator_of(project), SponsorProfileFactory()

    sponsorship = propose_sponsor(by=coordinator, project=project, sponsor=sponsor)
    same_sponsorship = propose_sponsor(by=coordinator, project=project, sponsor=sponsor)

    (mail,) = deliver_mails()
    assert same_sponsorship == sponsorship
    assert (mail.recipient, sponsorship.proposed_by) == (sponsor.person.email, coordinator)
    assert "de Boitron même" in mail.text
    assert "2 adultes, 2 enfants" in mail.text
    assert adult_of(project).email not in mail.text
    assert sponsorship.answer_due_at > timezone.now() + timedelta(days=2)


def test_proposal_is_refused_where_not_allowed(project):
    coordinator, sponsor = coordinator_of(project), SponsorProfileFactory(max_at_once=2)
    project_without_consent = ProjectFactory()
    closed_project = agreeing_project(
        status="closed", closed_at=timezone.now(), close_reason="changed_mind"
    )
    own_profile = SponsorProfileFactory(person=adult_of(project))
    profile_without_mandate = SponsorProfileFactory(mandate=False)
    full_profile = SponsorshipFactory(active=True).sponsor
    refusals = [
        (PersonFactory(), project, sponsor, NotAllowed),
        (coordinator, project_without_consent, sponsor, HelpersNotAgreed),
        (coordinator, closed_project, sponsor, ProjectNotToSponsor),
        (coordinator, project, own_profile, SponsorOfTheHousehold),
        (coordinator, project, profile_without_mandate, SponsorNotFree),
        (coordinator, project, full_profile, SponsorFull),
    ]

    for actor, other_project, profile, refusal in refusals:
        with pytest.raises(refusal):
            propose_sponsor(by=actor, project=other_project, sponsor=profile)

    propose_sponsor(by=coordinator, project=project, sponsor=sponsor)
    with pytest.raises(AnotherSponsorProposed):
        propose_sponsor(by=coordinator, project=project, sponsor=SponsorProfileFactory())
    Sponsorship.objects.filter(project=project).update(status="active", answered_at=timezone.now())
    with pytest.raises(ProjectHasSponsor):
        propose_sponsor(by=coordinator, project=project, sponsor=SponsorProfileFactory())


def test_yes_tells_the_household_the_sponsor_and_the_welcome(project, deliver_mails):
    coordinator = coordinator_of(project)
    sponsor = SponsorProfileFactory(person__phone="0233000000", shows_phone=True)
    sponsorship = SponsorshipFactory(project=project, sponsor=sponsor)

    accept_sponsorship(by=sponsor.person, sponsorship=sponsorship)
    accept_sponsorship(by=sponsor.person, sponsorship=sponsorship)

    mails = {mail.recipient: mail for mail in deliver_mails()}
    assert set(mails) == {sponsor.person.email, adult_of(project).email, coordinator.email}
    assert "02 33 00 00 00" in mails[adult_of(project).email].text.replace("\u00a0", " ")
    assert sponsorship_states() == [("active", "")]


def test_phone_of_the_sponsor_is_given_with_their_agreement(project, deliver_mails):
    sponsor = SponsorProfileFactory(person__phone="0233000000")

    accept_sponsorship(
        by=sponsor.person, sponsorship=SponsorshipFactory(project=project, sponsor=sponsor)
    )

    assert not any("02330" in mail.text.replace("\u00a0", "") for mail in deliver_mails())


def test_refusal_asks_the_next_one_at_once(project, deliver_mails):
    first_profile, second_profile = SponsorProfileFactory(), SponsorProfileFactory()
    sponsorship = SponsorshipFactory(project=project, sponsor=first_profile)

    decline_sponsorship(
        by=first_profile.person, sponsorship=sponsorship, reason="no_fit", words=" Loin "
    )
    decline_sponsorship(by=first_profile.person, sponsorship=sponsorship)

    assert sponsorship_states() == [("declined", "no_fit"), ("proposed", "")]
    assert [mail.recipient for mail in deliver_mails()] == [second_profile.person.email]
    sponsorship.refresh_from_db()
    assert sponsorship.words == "Loin"


def test_refusal_of_the_last_one_tells_the_welcome(project, deliver_mails):
    coordinator, sponsorship = coordinator_of(project), SponsorshipFactory(project=project)

    decline_sponsorship(by=sponsorship.sponsor.person, sponsorship=sponsorship)

    (mail,) = deliver_mails()
    assert (mail.recipient, "personne à solliciter" in mail.subject) == (coordinator.email, True)


def test_nobody_is_asked_by_the_clock_who_lives_far_from_where_they_go(project, deliver_mails):
    coordinator, sponsorship = coordinator_of(project), SponsorshipFactory(project=project)
    flers = CommuneFactory(flers=True, epci=None)
    distant_profile = SponsorProfileFactory(commune=flers, trade=project.trade)

    decline_sponsorship(by=sponsorship.sponsor.person, sponsorship=sponsorship)

    (mail,) = deliver_mails()
    assert (mail.recipient, "personne à solliciter" in mail.subject) == (coordinator.email, True)
    assert [rank_sponsor.profile for rank_sponsor in rank_sponsors(project)] == [distant_profile]
    assert propose_sponsor(by=coordinator, project=project, sponsor=distant_profile).is_open


def test_nobody_is_asked_by_the_clock_where_no_place_is_known(project):
    sponsorship = SponsorshipFactory(project=project)
    SponsorProfileFactory()
    project.communes.clear()

    decline_sponsorship(by=sponsorship.sponsor.person, sponsorship=sponsorship)

    assert sponsorship_states() == [("declined", "no_time")]


def test_silence_asks_the_next_one(project, deliver_mails):
    first_profile, second_profile = SponsorProfileFactory(), SponsorProfileFactory()
    now = timezone.now()
    SponsorshipFactory(project=project, sponsor=first_profile, answer_due_at=now)
    SponsorshipFactory(answer_due_at=now + timedelta(minutes=1))

    assert (pass_on_unanswered_requests(now=now), pass_on_unanswered_requests(now=now)) == (1, 0)

    assert sponsorship_states() == [("proposed", ""), ("proposed", ""), ("withdrawn", "no_answer")]
    assert {mail.recipient for mail in deliver_mails()} == {
        first_profile.person.email,
        second_profile.person.email,
    }


def test_late_yes_counts_as_long_as_nobody_else_has_stated_it(project, deliver_mails):
    late_profile, next_profile = SponsorProfileFactory(), SponsorProfileFactory()
    first_sponsorship = SponsorshipFactory(
        project=project,
        sponsor=late_profile,
        status="withdrawn",
        reason="no_answer",
        ended_at=timezone.now(),
    )
    second_sponsorship = SponsorshipFactory(project=project, sponsor=next_profile)

    accept_sponsorship(by=late_profile.person, sponsorship=first_sponsorship)

    assert sponsorship_states() == [("active", ""), ("withdrawn", "taken")]
    assert next_profile.person.email in [mail.recipient for mail in deliver_mails()]
    with pytest.raises(SponsorTaken, match="vient d’accepter"):
        accept_sponsorship(by=next_profile.person, sponsorship=second_sponsorship)


def test_yes_comes_too_late(project):
    sponsorship = SponsorshipFactory(
        project=project, status="withdrawn", reason="team", ended_at=timezone.now()
    )

    with pytest.raises(SponsorshipOver):
        accept_sponsorship(by=sponsorship.sponsor.person, sponsorship=sponsorship)


def test_mandate_that_ended_the_day_before_the_answer(project):
    sponsorship = SponsorshipFactory(project=project)
    Mandate.objects.update(ends_on=timezone.localdate())
    sponsorship.sponsor.person.forget_mandates()

    for answer in (accept_sponsorship, decline_sponsorship):
        with pytest.raises(NoMandateAnyMore):
            answer(by=sponsorship.sponsor.person, sponsorship=sponsorship)
        with pytest.raises(NotAllowed):
            answer(by=SponsorProfileFactory().person, sponsorship=sponsorship)


def test_household_that_closed_its_project_meanwhile(project):
    sponsorship = SponsorshipFactory(project=project)
    SettlementProject.objects.update(
        status="closed", closed_at=timezone.now(), close_reason="changed_mind"
    )

    with pytest.raises(ProjectNotToSponsor):
        accept_sponsorship(by=sponsorship.sponsor.person, sponsorship=sponsorship)
    end_sponsorships_of(project=project)

    assert sponsorship_states() == [("withdrawn", "project_over")]


def test_no_after_a_yes_is_stated_on_the_page(project):
    sponsorship = SponsorshipFactory(project=project, active=True)

    with pytest.raises(SponsorshipGoesOn):
        decline_sponsorship(by=sponsorship.sponsor.person, sponsorship=sponsorship)


def test_household_prefers_without(project, deliver_mails):
    coordinator, sponsorship = (
        coordinator_of(project),
        SponsorshipFactory(project=project, active=True),
    )
    SponsorProfileFactory()

    end_sponsorship(
        by=adult_of(project), sponsorship=sponsorship, reason=Reason.HOUSEHOLD, words="Merci"
    )
    end_sponsorship(by=adult_of(project), sponsorship=sponsorship, reason=Reason.DONE)

    assert sponsorship_states() == [("ended", "household")]
    mails = {mail.recipient: mail for mail in deliver_mails()}
    assert set(mails) == {
        coordinator.email,
        adult_of(project).email,
        sponsorship.sponsor.person.email,
    }
    assert "« Merci »" in mails[coordinator.email].text.replace("\u00a0", " ")


def test_sponsor_who_can_no_longer_is_followed_by_the_next_one(project):
    sponsorship = SponsorshipFactory(project=project, active=True)
    SponsorProfileFactory()

    end_sponsorship(by=sponsorship.sponsor.person, sponsorship=sponsorship, reason=Reason.SPONSOR)

    assert sponsorship_states() == [("ended", "sponsor"), ("proposed", "")]


def test_nobody_else_ends_it(project):
    sponsorship = SponsorshipFactory(project=project, active=True)
    other_sponsorship = SponsorshipFactory(active=True)

    for person in (
        PersonFactory(),
        other_sponsorship.sponsor.person,
        adult_of(other_sponsorship.project),
    ):
        with pytest.raises(NotAllowed):
            end_sponsorship(by=person, sponsorship=sponsorship, reason=Reason.DONE)


def test_nothing_is_asked_where_somebody_accompanies_or_nobody_may_speak(project):
    sponsorship = SponsorshipFactory(project=project, active=True)
    SponsorProfileFactory()

    assert propose_next_sponsor(project=project) == sponsorship
    assert propose_next_sponsor(project=ProjectFactory()) is None


def test_consent_taken_back_ends_it(project, run_tasks):
    SponsorshipFactory(project=project, active=True)

    withdraw_consent(by=adult_of(project), project=project, use=ProjectConsent.Use.HELPERS)
    run_tasks()

    assert sponsorship_states() == [("ended", "household")]


def test_contact_is_given_by_the_household_and_taken_back(project, deliver_mails):
    sponsorship = SponsorshipFactory(project=project, active=True)

    with pytest.raises(NotAllowed):
        give_contact(by=sponsorship.sponsor.person, sponsorship=sponsorship)
    for _time in range(2):
        shared_sponsorship = give_contact(by=adult_of(project), sponsorship=sponsorship)

    assert shared_sponsorship.contact_given_by == adult_of(project)
    assert [mail.recipient for mail in deliver_mails()] == [sponsorship.sponsor.person.email]
    assert adult_of(project).email not in deliver_mails()[0].text

    assert (
        take_contact_back(by=adult_of(project), sponsorship=shared_sponsorship).contact_given_by
        is None
    )


def test_notes_are_light_and_only_while_it_lasts(project):
    sponsorship = SponsorshipFactory(project=project, active=True)
    person, today = sponsorship.sponsor.person, timezone.localdate()

    for _time in range(2):
        note = note_contact(
            by=person, sponsorship=sponsorship, happened_on=today, channel="meeting", line="Café"
        )

    assert sponsorship.contacts.count() == 1
    with pytest.raises(ContactInTheFuture):
        note_contact(
            by=person,
            sponsorship=sponsorship,
            happened_on=today + timedelta(days=1),
            channel="call",
        )
    with pytest.raises(NotAllowed):
        note_contact(
            by=adult_of(project), sponsorship=sponsorship, happened_on=today, channel="call"
        )
    remove_contact(by=person, contact=note)
    remove_contact(by=person, contact=note)
    assert sponsorship.contacts.count() == 0


def test_feedback_is_written_once_a_side_and_may_be_corrected(project):
    sponsorship = SponsorshipFactory(project=project, ended=True)

    write_feedback(sponsorship=sponsorship, side="sponsor", mark=3)
    write_feedback(sponsorship=sponsorship, side="household", mark=4, helped="Le marché")
    write_feedback(sponsorship=sponsorship, side="household", mark=2)

    assert set(sponsorship.feedback.values_list("side", "mark", "helped")) == {
        ("sponsor", 3, ""),
        ("household", 2, ""),
    }
    with pytest.raises(ValueError, match="5"):
        write_feedback(sponsorship=sponsorship, side="sponsor", mark=5)


def test_erased_household_leaves_the_figure_and_no_word(project):
    sponsorship = SponsorshipFactory(project=project, active=True)
    note_contact(
        by=sponsorship.sponsor.person,
        sponsorship=sponsorship,
        happened_on=timezone.localdate(),
        channel="call",
        line="Cherche un médecin",
    )
    write_feedback(sponsorship=sponsorship, side="household", mark=4, helped="Tout")

    forget_sponsorships_of(project=project)

    sponsorship.refresh_from_db()
    assert (sponsorship.status, sponsorship.words) == ("ended", "")
    assert sponsorship.contacts.count() == 0
    assert sponsorship.feedback.get().helped == ""
