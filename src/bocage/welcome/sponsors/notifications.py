"""Notifications about sponsors. Operations call these functions in their transactions."""

from bocage.people.mailing import write_to
from bocage.people.models import Person
from bocage.people.phones import format_phone
from bocage.territory.models import Commune
from bocage.welcome.communes.town_halls import coordinators_of, town_hall_people
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.notifications.messages import send_to_adult, send_to_adults
from bocage.welcome.projects.recipients import followers_of, household_of
from bocage.welcome.sponsors.household import NO_HOUSEHOLD, facts_of_household, household_title
from bocage.welcome.sponsors.links import feedback_link
from bocage.welcome.sponsors.mails.anniversaries import StillSponsoredMail, StillSponsoringMail
from bocage.welcome.sponsors.mails.becoming_sponsor import (
    NowASponsorMail,
    SponsorNotRetainedMail,
    SponsorOfferedMail,
    SponsorToConfirmMail,
    SponsorWantedMail,
)
from bocage.welcome.sponsors.mails.sponsorships import (
    ContactGivenMail,
    HouseholdGoneMail,
    NotNeededAnyMoreMail,
    SponsorFoundMail,
    SponsorshipBeginsMail,
    SponsorshipMail,
    SponsorshipNewsMail,
    SponsorshipOverMail,
    SponsorshipPassedOnMail,
    SponsorshipRequestMail,
)
from bocage.welcome.sponsors.models import SponsorProfile, Sponsorship, SponsorshipFeedback
from bocage.welcome.sponsors.ranking import reasons_for

Reason = Sponsorship.Reason


def send_sponsor_offer(profile: SponsorProfile) -> None:
    """Sends a person the offer, of the town hall or of the welcome team, to be a sponsor."""
    write_to(
        profile.person,
        SponsorOfferedMail(
            profile_id=profile.pk,
            person_id=profile.person_id,
            commune=profile.commune.name,
            offered_by=profile.offered_by.name if profile.offered_by else "",
        ),
    )


def think_of_a_sponsor(commune: Commune, person: Person) -> None:
    """Invites the person of a town hall who has just accepted a household to suggest its sponsor.
    Sends nothing if they are not of the town hall, or if the commune has a sponsor, active or
    asked.
    """
    profiles = SponsorProfile.objects.filter(commune=commune).exclude(
        status__in=(SponsorProfile.Status.REFUSED, SponsorProfile.Status.OVER)
    )
    if person not in town_hall_people(commune) or profiles.exists():
        return
    write_to(
        person,
        SponsorWantedMail(person_id=person.pk, commune_code=commune.pk, commune_name=commune.name),
    )


def ask_welcome_to_confirm(profile: SponsorProfile) -> None:
    """Requests the coordinators' confirmation of a volunteer whom no person of the commune may
    appoint as a sponsor.
    """
    for coordinator in coordinators_of(profile.commune):
        write_to(
            coordinator,
            SponsorToConfirmMail(
                profile_id=profile.pk,
                person_id=coordinator.pk,
                name=str(profile.person),
                commune=profile.commune.name,
                trade=profile.trade,
                words=profile.words,
            ),
        )


def notify_confirmation(profile: SponsorProfile) -> None:
    """Notifies a person that they are now a sponsor."""
    write_to(profile.person, NowASponsorMail(profile_id=profile.pk, commune=profile.commune.name))


def notify_refusal(profile: SponsorProfile) -> None:
    """Notifies a volunteer that the welcome team did not retain them."""
    write_to(profile.person, SponsorNotRetainedMail(commune=profile.commune.name))


def request_sponsorship(sponsorship: Sponsorship) -> None:
    """Sends a sponsor the request to accompany one household, with the reasons for the match."""
    reasons = reasons_for(sponsorship.sponsor, sponsorship.project)
    _send_to_sponsor(SponsorshipRequestMail, sponsorship, reasons=", ".join(reasons))


def notify_passed_on(sponsorship: Sponsorship, *, has_next_sponsor: bool) -> None:
    """Notifies a sponsor who did not answer in time."""
    _send_to_sponsor(SponsorshipPassedOnMail, sponsorship, has_next_sponsor=has_next_sponsor)


def notify_another_accepted(sponsorship: Sponsorship) -> None:
    """Notifies a sponsor that another one accepted the household, so that no answer is needed."""
    _send_to_sponsor(NotNeededAnyMoreMail, sponsorship, was_taken=True)


def notify_withdrawal(sponsorship: Sponsorship) -> None:
    """Notifies a sponsor that the request is withdrawn."""
    _send_to_sponsor(NotNeededAnyMoreMail, sponsorship)


def notify_household_erased(sponsorship: Sponsorship) -> None:
    """Notifies a sponsor that the household was erased, without naming it."""
    write_to(
        sponsorship.sponsor.person,
        HouseholdGoneMail(
            sponsorship_id=sponsorship.pk,
            person_id=sponsorship.sponsor.person_id,
            household=NO_HOUSEHOLD,
        ),
    )


def notify_acceptance(sponsorship: Sponsorship) -> None:
    """Notifies the sponsor, the household and the welcome team that a sponsorship begins."""
    profile = sponsorship.sponsor
    _send_to_sponsor(SponsorshipBeginsMail, sponsorship)
    for adult in household_of(sponsorship.project):
        mail = SponsorFoundMail(
            sponsorship_id=sponsorship.pk,
            person_id=adult.pk,
            sponsor=profile.person.name or str(profile.commune.name),
            commune=profile.commune.name,
            trade=profile.trade,
            words=profile.words,
            phone=phone_shown(profile),
        )
        send_to_adult(sponsorship.project, adult, mail)
    _notify_welcome(sponsorship.project, "accepted", sponsor=profile.person.name)


def notify_contact(sponsorship: Sponsorship) -> None:
    """Notifies a sponsor that the household gave its contact details; they are on the page, never
    in a mail.
    """
    _send_to_sponsor(ContactGivenMail, sponsorship)


def notify_end(sponsorship: Sponsorship, *, by: Person | None) -> None:
    """Sends both sides a request for feedback at the end of a sponsorship, and notifies the welcome
    team, unless it ended it itself.
    """
    project, sponsor = sponsorship.project, sponsorship.sponsor.person
    household = facts_of_household(project)
    write_to(
        sponsor,
        SponsorshipOverMail(
            link=feedback_link.token(sponsorship.pk, SponsorshipFeedback.Side.SPONSOR),
            other_name=household.first_names,
            is_for_sponsor=True,
        ),
    )
    mail = SponsorshipOverMail(
        link=feedback_link.token(sponsorship.pk, SponsorshipFeedback.Side.HOUSEHOLD),
        other_name=sponsor.name,
        is_for_sponsor=False,
    )
    send_to_adults(project, mail)
    news = "household" if sponsorship.reason == Reason.HOUSEHOLD else "over"
    if by is None or not by.has_perm("welcome.follow_project", project):
        _notify_welcome(project, news, sponsor=sponsor.name, words=sponsorship.words)


def request_renewal(sponsorship: Sponsorship, *, years: int) -> None:
    """Asks the sponsor and each adult of the household, `years` whole years after the acceptance,
    whether the sponsorship is over.
    """
    project, sponsor = sponsorship.project, sponsorship.sponsor.person
    household_name = household_title(facts_of_household(project))
    write_to(
        sponsor,
        StillSponsoringMail(
            sponsorship_id=sponsorship.pk,
            person_id=sponsor.pk,
            other_name=household_name,
            years=years,
        ),
    )
    for adult in household_of(project):
        mail = StillSponsoredMail(
            sponsorship_id=sponsorship.pk,
            person_id=adult.pk,
            other_name=sponsor.name,
            years=years,
        )
        send_to_adult(project, adult, mail)


def notify_no_sponsor_left(project: SettlementProject) -> None:
    """Notifies the welcome team that all available sponsors were requested."""
    _notify_welcome(project, "nobody_left")


def phone_shown(profile: SponsorProfile) -> str:
    """Returns the telephone number that a sponsor gives to the households that they accompany;
    empty if they give none.
    """
    number = profile.person.phone
    return format_phone(number) if profile.shows_phone and number else ""


def _send_to_sponsor(
    kind: type[SponsorshipMail], sponsorship: Sponsorship, **words: object
) -> None:
    person = sponsorship.sponsor.person
    mail = kind(
        sponsorship_id=sponsorship.pk,
        person_id=person.pk,
        household=facts_of_household(sponsorship.project),
        **words,
    )
    write_to(person, mail)


def _notify_welcome(
    project: SettlementProject, news: str, *, sponsor: str = "", words: str = ""
) -> None:
    for person in followers_of(project):
        write_to(
            person,
            SponsorshipNewsMail(
                project_id=project.pk,
                household=project.name,
                news=news,
                sponsor=sponsor,
                words=words,
            ),
        )
