"""Additional data of the matrix, besides that of the journeys."""

from __future__ import annotations

from typing import Any

from allauth.usersessions.models import UserSession
from django.utils import timezone

from bocage.foundation.models import MailAttachment
from bocage.housing.models import LeadPhoto, LeadRelease, Listing, PushSubscription, SavedSearch
from bocage.network.models import (
    Attendance,
    ContactSuspension,
    GatheringCalendar,
    GatheringSeries,
    IdeaComment,
    PairSide,
    RefusedAddress,
    Registration,
    WebSchoolEdition,
    WebSchoolPartner,
)
from bocage.network.web_school.calendars import calendar_token
from bocage.outreach.models import (
    Booth,
    CampaignExpense,
    EmployerContact,
    EveningRegistration,
    Segment,
)
from bocage.outreach.models import Enrolment as LetterEnrolment
from bocage.people.models import Mandate, Person, Role
from bocage.training.models import Application, Juror, TrainingCalendar
from bocage.welcome.models import (
    ClubIntroduction,
    CommuneProposal,
    HouseholdInvitation,
    SavedFilter,
    SettlementProject,
    WeekendHousehold,
)
from bocage.welcome.relays.links import relay_link
from bocage.workspaces.models import (
    Clearance,
    Closure,
    OutsideCalendar,
    PassProduct,
    Place,
    SharedAddress,
    Tariff,
    WaitlistEntry,
)
from tests.housing.wishes import search_around
from tests.journeys.world import World
from tests.network.factories import MemberFactory
from tests.people.factories import (
    ApplicationConsentFactory,
    ApplicationFactory,
    PersonalTokenFactory,
)
from tests.rights.files import parts_of_files
from tests.training.factories import EnrolmentFactory
from tests.welcome.charters.factories import CharterFactory, CommitmentFactory
from tests.welcome.factories import ProjectFactory, ProjectTaskFactory, first_adult
from tests.welcome.relays.factories import RelayFactory, agreeing_project
from tests.welcome.sponsors.factories import SponsorshipFactory
from tests.workspaces.factories import BookingFactory, ResourceFactory


def more_parts(world: World, place: Place) -> dict[str, Any]:
    """The parts of the addresses of what the world holds, and of what is added to it."""
    return {
        **_of_places(world, place),
        **_of_homes(world),
        **_of_the_club(world),
        **_of_outreach(place),
        **_of_the_welcome(world, place),
        **_of_people(world),
        **parts_of_files(world, place),
        "own_training_feed.token": TrainingCalendar.objects.create(
            person=world.people["teleworker"], token="t" * 43, made_at=timezone.now()
        ).token,
        "application_delay.cohort_id": Application.objects.get(
            pk=world.parts["draft.application_id"]
        ).cohort_id,
        "juror_id": Juror.objects.filter(cohort=world.parts["cohort_jury.cohort_id"])[0].pk,
    }


def of_somebody_else(person: Person, world: World) -> None:
    """Gives a person one of each thing that people have."""
    place = Place.objects.get(slug=world.parts["slug"])
    BookingFactory(resource=ResourceFactory(place=place), booked_for=person, created_by=person)
    search_around(place.commune, person=person)
    ProjectFactory(adults=[person], answered=True, departement=place.commune.departement)
    MemberFactory(person=person, commune=place.commune)
    EnrolmentFactory(person=person)


def _of_places(world: World, place: Place) -> dict[str, Any]:
    visitor, host = world.people["teleworker"], world.people[Role.HOST]
    shared_address = SharedAddress.objects.create(
        kind="calendar", token="o" * 43, person=visitor, created_by=visitor
    )
    outside = OutsideCalendar.objects.create(
        place=place,
        resource=place.resources.all()[0],
        name="Salle des fêtes",
        url="https://agenda.example/salle.ics",
    )
    clearance = Clearance.objects.create(
        place=place,
        person=visitor,
        kind=Clearance.Kind.values[0],
        starts_on=timezone.localdate(),
        granted_by=host,
    )
    return {
        "closure_id": Closure.objects.get(place=place).pk,
        "entry_id": WaitlistEntry.objects.get(person=visitor).pk,
        "calendar_feed.token": shared_address.token,
        "calendar_replace.address_id": shared_address.pk,
        "calendar_revoke.address_id": shared_address.pk,
        "address_id": SharedAddress.objects.get(place=place, kind="check_in").pk,
        "calendar_id": outside.pk,
        "clearance_id": clearance.pk,
        "tariff_id": Tariff.objects.get(place=place).pk,
        "product_id": PassProduct.objects.get(place=place).pk,
        "host_payer_person_remove.person_id": visitor.pk,
    }


def _of_homes(world: World) -> dict[str, Any]:
    lead = world.parts["lead_id"]
    photo, release = LeadPhoto.objects.get(lead=lead), LeadRelease.objects.get(lead=lead)
    home = world.parts["dwelling_listings.dwelling_id"]
    search = SavedSearch.objects.get(pk=world.parts["saved_search.search_id"])
    return {
        "photo_id": photo.pk,
        "lead_take_back.person_id": release.person_id,
        "listing_id": Listing.objects.filter(dwelling=home)[0].pk,
        "subscription_id": PushSubscription.objects.create(
            person=world.people["teleworker"], endpoint="https://push.example/a"
        ).pk,
        "search_feed.key": search.feed_key,
        "address_search_change.search_id": world.parts["address_search.search_id"],
    }


def _of_the_club(world: World) -> dict[str, Any]:
    person, gathering = world.people["teleworker"], world.parts["gathering_detail.pk"]
    registration = Registration.objects.get(event=gathering, person=person)
    presence = Attendance.objects.get(edition__slug=world.parts["today.slug"], name="Bob Huet")
    return {
        "presence_certificate.number": presence.pk,
        "presence_certificate.edition_id": presence.edition_id,
        "edition_presence_forget.number": presence.pk,
        "edition_partner_remove.number": WebSchoolPartner.objects.get(edition=presence.edition).pk,
        "edition_partner_remove.edition_id": presence.edition_id,
        "edition_presence_forget.edition_id": presence.edition_id,
        "registration_cancel.pk": registration.pk,
        "series_extend.pk": GatheringSeries.objects.get(gatherings=gathering).pk,
        "contact_suspension_lift.pk": ContactSuspension.objects.get().pk,
        "address_trust.pk": RefusedAddress.objects.get().pk,
        "idea_comment_remove.pk": IdeaComment.objects.get().pk,
        "club_comment_moderate.pk": IdeaComment.objects.get().pk,
        "pair_answer.pk": PairSide.objects.get(member__person=person).pk,
        "own_edition_calendar.token": calendar_token(
            person, WebSchoolEdition.objects.get(slug=world.parts["today.slug"])
        ),
        "own_gathering_feed.token": GatheringCalendar.objects.create(
            person=person, token="g" * 43, made_at=timezone.now()
        ).token,
        "digest_draft.code": world.parts["club_settings.code"],
    }


def _of_outreach(place: Place) -> dict[str, Any]:
    segment = Segment.objects.create(
        departement=place.commune.departement, name="Rennes", query="q=a", saved_at=timezone.now()
    )
    return {
        "segment_forget.pk": segment.pk,
        "campaign_expense_remove.pk": CampaignExpense.objects.get().pk,
        "booth_close.pk": Booth.objects.get().pk,
        "booth_reopen.pk": Booth.objects.get().pk,
        "employer_contact_remove.pk": EmployerContact.objects.get().pk,
        "evening_take_off.pk": EveningRegistration.objects.all()[0].pk,
        "enrolment_leave.pk": LetterEnrolment.objects.get().pk,
    }


def _of_the_welcome(world: World, place: Place) -> dict[str, Any]:
    coordinator = world.people[Role.COORDINATOR]
    saved = SavedFilter.objects.create(person=coordinator, name="Les miens", query="q=a")
    project = agreeing_project(departement=place.commune.departement, answered=True)
    relay = RelayFactory(commune=place.commune, project=project)
    world.people["household of a relay"] = first_adult(project)
    household = WeekendHousehold.objects.get(pk=world.parts["weekend_placing.household_id"])
    world.people["household of a weekend"] = first_adult(household.project)
    sponsored = SponsorshipFactory(
        sponsor_id=world.parts["sponsor_profile.profile_id"], active=True
    )
    world.people["household of a sponsor"] = first_adult(sponsored.project)
    proposal = CommuneProposal.objects.get()
    return {
        "filter_id": saved.pk,
        "relay_id": relay.pk,
        "relay_signed.token": relay_link.token(world.people[Role.ELECTED].pk, relay.pk),
        "commitment_id": CommitmentFactory(
            charter=CharterFactory(commune=place.commune), due_on=timezone.localdate()
        ).pk,
        **_of_a_household(world),
        "own_sponsor_contact.sponsorship_id": sponsored.pk,
        "own_sponsor_end.sponsorship_id": sponsored.pk,
        "proposal_id": proposal.pk,
        "own_project.project_id": proposal.project_id,
    }


def _of_people(world: World) -> dict[str, Any]:
    person = world.people["teleworker"]
    return {
        "token_id": PersonalTokenFactory(person=person).pk,
        "application_remove.application_id": ApplicationFactory(user=person).pk,
        "consent_id": ApplicationConsentFactory(person=person).pk,
        "session_end.session_id": UserSession.objects.create(
            user=person, ip="127.0.0.1", session_key="s" * 32, user_agent="Essais"
        ).pk,
        "demo_mail_attachment.attachment_id": MailAttachment.objects.all()[0].pk,
        "mandate_id": Mandate.objects.get(person=world.people[Role.HOST]).pk,
    }


def _of_a_household(world: World) -> dict[str, Any]:
    person = world.people["household"]
    project = SettlementProject.objects.get(adults__person=person)
    task = ProjectTaskFactory(project=project, side="household")
    invitation = HouseholdInvitation.objects.create(
        project=project, email="p@ville.example", invited_by=person, invited_at=timezone.now()
    )
    introduction = ClubIntroduction.objects.create(
        project=project, person=person, proposed_at=timezone.now()
    )
    return {
        "own_task_done.task_id": task.pk,
        "own_task_undone.task_id": task.pk,
        "own_invitation_take_back.invitation_id": invitation.pk,
        "introduction_id": introduction.pk,
        "own_home_follow.home_id": world.parts["dwelling.dwelling_id"],
    }
