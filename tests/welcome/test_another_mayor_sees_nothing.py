"""Confidentiality of a household of Boitron: on no URL of the welcome can the mayor of another
commune, a mayor whose mandate ended yesterday, or a coordinator of another territory read about it.

The URLs are read from the URL configuration, so that new ones are tested too. Mandates only grant
rights: a page closed to a person who has all of theirs at once is closed to each of them; pages
that such a person may read are then requested as each of them.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from bocage.foundation.models import ReceivedMail
from bocage.people.models import Person, Role, TableImport
from bocage.welcome.models import (
    CeremonyProposal,
    ClubIntroduction,
    CommuneProposal,
    HouseholdInvitation,
    ProjectConsent,
    ProjectMerge,
    ProjectMessage,
    SavedFilter,
    SettlementProject,
    SponsorContact,
)
from tests.housing.leads.factories import town_hall
from tests.lasting import undone_at_the_end
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory
from tests.welcome.ceremonies.factories import CeremonyFactory, CeremonyGuestFactory
from tests.welcome.charters.factories import CommitmentFactory
from tests.welcome.factories import (
    FollowedHomeFactory,
    ProjectFactory,
    ProjectMessageFactory,
    ProjectTaskFactory,
    first_adult,
)
from tests.welcome.follow_ups.factories import FollowUpFactory
from tests.welcome.helpers.factories import (
    HelperFactory,
    HelpRequestFactory,
    commune_elsewhere,
    coordinator_of,
)
from tests.welcome.meetings.factories import MeetingInvitationFactory
from tests.welcome.relays.factories import RelayFactory
from tests.welcome.sponsors.factories import SponsorshipFactory
from tests.welcome.visits.factories import (
    NightHostFactory,
    StayFactory,
    StayStepFactory,
    WeekendCarFactory,
    WeekendHouseholdFactory,
    WeekendStepFactory,
)

pytestmark = pytest.mark.django_db

SECRETS = (
    "Ferrandière",
    "Zélie",
    "luthière",
    "un verger et un puits",
    "la toux du petit",
    "Rouvray",
)
"""Strings that appear only in this household's file."""
ROOMS = ("espace/", "mon-projet/")
"""Addresses of people who are signed in; signed links carry their own key."""
ALLOWED = {200, 302, 404, 405}
LEFT_ASIDE = {"new_project_resume": "carries its own key"}


@dataclass(frozen=True)
class Scene:
    """Household that lives in Boitron, the keys of its objects by URL parameter (the name of a
    parameter; `name.parameter` if two URLs use one name differently), and near misses by their
    description.
    """

    project: SettlementProject
    keys: dict[str, Any]
    near_misses: dict[str, Person]
    all_at_once: Person
    mayor: Person


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker):
    with undone_at_the_end(django_db_blocker):
        boitron = CommuneFactory(boitron=True)
        project = _household(boitron)
        holder_of_all_roles = PersonFactory()
        _near_misses(boitron, person=holder_of_all_roles)
        yield Scene(
            project=project,
            keys=_keys(project, boitron),
            near_misses={**_near_misses(boitron), "somebody with an account": PersonFactory()},
            all_at_once=holder_of_all_roles,
            mayor=town_hall(boitron, role=Role.ELECTED),
        )


def _household(boitron):
    """Creates a household that lives in Boitron, with data for every subject."""
    project = ProjectFactory(
        settled=True,
        commune=boitron,
        name="Famille Ferrandière",
        trade="luthière",
        words="Il nous faut un verger et un puits.",
        worries="L’hiver, et la toux du petit.",
        origin="Rouvray-Saint-Florentin",
        adults=[PersonFactory(name="Zélie Ferrandière")],
    )
    project.communes.add(boitron)
    ProjectConsent.objects.create(
        project=project,
        person=project.adults.get().person,
        use=ProjectConsent.Use.TOWN_HALLS,
        given_at=timezone.now(),
    )
    ProjectMessageFactory(project=project, words="Zélie demande : et la toux du petit ?")
    return project


def _keys(project, boitron):
    return {
        "project_id": project.pk,
        "code": boitron.pk,
        "slug": boitron.slug,
        "extension": "csv",
        **_people_who_help(project, boitron),
        **_stays(project),
        **_weekends(project),
        **_of_the_commune(project, boitron),
        **_of_the_page(project),
        **_of_the_file(project, boitron),
    }


def _people_who_help(project, boitron):
    helper = HelperFactory(commune=boitron)
    sponsorship = SponsorshipFactory(project=project, active=True)
    note = SponsorContact.objects.create(
        sponsorship=sponsorship,
        happened_on=timezone.localdate(),
        line="La toux du petit va mieux",
        written_at=timezone.now(),
    )
    table = TableImport.objects.create(
        kind="helper",
        brought_by=PersonFactory(),
        brought_at=timezone.now(),
        file="tables/carnet.csv",
        file_name="Zélie Ferrandière.csv",
    )
    return {
        "table_id": table.pk,
        "helper_id": helper.pk,
        "request_id": HelpRequestFactory(project=project, helper=helper).pk,
        "sponsorship_id": sponsorship.pk,
        "profile_id": sponsorship.sponsor.pk,
        "note_id": note.pk,
    }


def _stays(project):
    stay = StayFactory(project=project, name="Chez les Ferrandière")
    return {
        "stay_id": stay.pk,
        "step_id": StayStepFactory(stay=stay, words="Avec Zélie").pk,
        "day": timezone.localtime(stay.starts_at).date(),
    }


def _weekends(project):
    household = WeekendHouseholdFactory(project=project, coming=True, words="Zélie et le petit")
    weekend = household.weekend
    step = WeekendStepFactory(weekend=weekend).pk
    return {
        "weekend_id": weekend.pk,
        "household_id": household.pk,
        "car_id": WeekendCarFactory(weekend=weekend).pk,
        "host_id": NightHostFactory(weekend=weekend).pk,
        "weekend_step_change.step_id": step,
        "weekend_step_remove.step_id": step,
    }


def _of_the_commune(project, boitron):
    ceremony = CeremonyFactory(commune=boitron, invited=True)
    guest = CeremonyGuestFactory(
        project=project, ceremony=ceremony, comes=True, presented_as="Zélie, luthière"
    )
    relay = RelayFactory(
        project=project, commune=boitron, words="Zélie cherche un verger et un puits."
    )
    invitation = MeetingInvitationFactory(commune=boitron)
    return {
        "ceremony_id": ceremony.pk,
        "guest_id": guest.pk,
        "paper": "deroule",
        "relay_id": relay.pk,
        "choice": "logement",
        "commitment_id": CommitmentFactory(charter__commune=boitron).pk,
        "meeting_id": invitation.meeting.pk,
        "meeting_answer.invitation_id": invitation.pk,
    }


def _of_the_page(project):
    home = FollowedHomeFactory(project=project, notes="Un verger et un puits, dit Zélie")
    invitation = HouseholdInvitation.objects.create(
        project=project,
        email="zelie@exemple.example",
        invited_by=first_adult(project),
        invited_at=timezone.now(),
    )
    introduction = ClubIntroduction.objects.create(
        project=project, person=first_adult(project), proposed_at=timezone.now()
    )
    return {
        "introduction_id": introduction.pk,
        "home_id": home.pk,
        "own_home_follow.kind": "logement",
        "own_home_follow.home_id": home.dwelling.pk,
        "invitation_id": invitation.pk,
        "task_id": ProjectTaskFactory(project=project, title="Rappeler Zélie").pk,
        "person_id": first_adult(project).pk,
        "use": "town_halls",
        "step": "vous",
    }


def _of_the_file(project, boitron):
    proposal = CommuneProposal.objects.create(
        project=project,
        commune=boitron,
        reason="Un verger et un puits",
        proposed_at=timezone.now(),
    )
    merge = ProjectMerge.objects.create(
        survivor=project, absorbed=ProjectFactory(name="Zélie F."), merged_at=timezone.now()
    )
    held_mail = ReceivedMail.objects.create(
        message_id="<1@exemple.example>",
        kind="project",
        key=project.pk,
        sender="zelie@exemple.example",
        words="Zélie ici",
        state=ReceivedMail.State.HELD,
        received_at=timezone.now(),
    )
    saved_filter = SavedFilter.objects.create(
        person=PersonFactory(), name="Ferrandière", query="mots=Ferrandière"
    )
    return {
        "filter_id": saved_filter.pk,
        "follow_up_id": FollowUpFactory(project=project, missing="La toux du petit").pk,
        "proposal_id": proposal.pk,
        "answer": "oui",
        "merge_id": merge.pk,
        "mail_id": held_mail.pk,
        "name": "first_call",
        "action": "monter",
    }


def _near_misses(boitron, **options):
    yesterday = timezone.localdate() - timedelta(days=1)
    return {
        "the mayor of another commune": town_hall(
            CommuneFactory(sees=True), role=Role.ELECTED, **options
        ),
        "the secretary of another commune": town_hall(CommuneFactory(essay=True), **options),
        "a mayor until yesterday": town_hall(
            boitron,
            role=Role.ELECTED,
            starts_on=yesterday - timedelta(days=900),
            ends_on=yesterday,
            **options,
        ),
        "a coordinator of elsewhere": coordinator_of(commune_elsewhere().departement, **options),
    }


def disclosures_of(response):
    """Returns the data of the household disclosed by a response; its status, if it is not an
    expected one.
    """
    page = b"" if response.streaming else response.content
    disclosures = [secret for secret in SECRETS if secret in page.decode(errors="ignore")]
    if response.headers.get("Content-Type") == "application/pdf":
        disclosures.append("a paper, which no word is looked for in")
    return disclosures if response.status_code in ALLOWED else [*disclosures, response.status_code]


def test_no_address_tells_anything(client, scene):
    requested = list(addresses(scene.keys))
    assert len(requested) > 40
    client.force_login(scene.all_at_once)
    answers = {address: client.get(address) for _name, address in requested}
    disclosures = {address: disclosures_of(answer) for address, answer in answers.items()}
    opened_addresses = [
        address for address, answer in answers.items() if answer.status_code not in {404, 405}
    ]
    assert 20 < len(opened_addresses) < len(requested) / 2

    for role, person in scene.near_misses.items():
        client.force_login(person)
        disclosures |= {
            (role, address): disclosures_of(client.get(address)) for address in opened_addresses
        }

    assert {address: secrets for address, secrets in disclosures.items() if secrets} == {}


def test_its_own_mayor_reads_no_file_either(client, scene):
    client.force_login(scene.mayor)
    names = {"project_file", "project_write", "project_close", "helper", "stay"}

    patterns = {
        name: client.get(address).status_code
        for name, address in addresses(scene.keys)
        if name in names
    }

    assert set(patterns) == names
    assert {name: status for name, status in patterns.items() if status == 200} == {}


def test_nobody_changes_anything(client, scene):
    project = scene.project
    counts_before = (
        project.stage,
        ProjectMessage.objects.count(),
        CeremonyProposal.objects.count(),
    )
    client.force_login(scene.all_at_once)
    for name, address in addresses(scene.keys):
        if "project_id" in parameters(name):
            assert client.post(address, {"words": "Ferrandière"}).status_code in {404, 405}

    project.refresh_from_db()
    counts_after = (project.stage, ProjectMessage.objects.count(), CeremonyProposal.objects.count())
    assert counts_after == counts_before


def test_every_address_is_asked_for(scene):
    """Fails if a new URL is not requested: its parameters must be added to `_keys`."""
    requested = {name for name, _address in addresses(scene.keys)}
    every = {pattern.name for pattern in _of_rooms()}

    assert every - requested - set(LEFT_ASIDE) == set()
    patterns_with_key = [
        pattern for pattern in _patterns(get_resolver().url_patterns) if pattern not in _of_rooms()
    ]
    assert [
        pattern.name for pattern in patterns_with_key if "token" not in pattern.pattern.converters
    ] == []


def addresses(keys):
    """Yields every URL of the welcome that requires signing in, with this household's keys."""
    for pattern in _of_rooms():
        required = {}
        for name in pattern.pattern.converters:
            key = keys.get(f"{pattern.name}.{name}", keys.get(name))
            if key is not None:
                required[name] = key
        if len(required) == len(pattern.pattern.converters):
            with suppress(NoReverseMatch):
                yield pattern.name, reverse(pattern.name, kwargs=required)


def _of_rooms():
    """Returns the URL patterns of the rooms, and those without parameters."""
    return [
        pattern
        for pattern in _patterns(get_resolver().url_patterns)
        if str(pattern.pattern).startswith(ROOMS) or not pattern.pattern.converters
    ]


def parameters(name):
    """Returns the parameters of a URL."""
    patterns = [
        pattern for pattern in _patterns(get_resolver().url_patterns) if pattern.name == name
    ]
    return patterns[0].pattern.converters if patterns else {}


def _patterns(patterns):
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern.url_patterns)
        elif isinstance(pattern, URLPattern) and _is_of_the_welcome(pattern):
            yield pattern


def _is_of_the_welcome(pattern):
    return getattr(pattern.callback, "__module__", "").startswith("bocage.welcome.")
