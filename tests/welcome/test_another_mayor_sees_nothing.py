"""A household of Boitron is nobody else's business: by every address of the welcome, the mayor of
another commune, one whose mandate ended yesterday, and a coordinator of elsewhere find nothing.

The addresses are read from the product itself, so that one that is added is asked for too.
"""

from datetime import timedelta

import pytest
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from bocage.people.models import Role
from bocage.welcome.models import CeremonyProposal, ProjectConsent, ProjectMessage, Relay
from tests.housing.lead_factories import town_hall
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory
from tests.welcome.ceremony_factories import CeremonyFactory, CeremonyGuestFactory
from tests.welcome.factories import ProjectFactory, ProjectMessageFactory
from tests.welcome.helpers_factories import (
    HelperFactory,
    HelpRequestFactory,
    commune_elsewhere,
    coordinator_of,
)
from tests.welcome.sponsors_factories import SponsorshipFactory
from tests.welcome.stay_factories import StayFactory, StayStepFactory

pytestmark = pytest.mark.django_db

SECRETS = (
    "Ferrandière",
    "Zélie",
    "luthière",
    "un verger et un puits",
    "la toux du petit",
    "Rouvray",
)
"""What only this household's file says."""
ROOMS = ("espace/", "mon-projet/")
"""Addresses of people who are signed in; signed links carry their own key."""
ALLOWED = {200, 302, 404, 405}


@pytest.fixture
def boitron():
    return CommuneFactory(boitron=True)


@pytest.fixture
def project(boitron):
    """A household that lives at Boitron, with something of every subject."""
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


@pytest.fixture
def keys(project, boitron):
    """What the addresses of this household's things are made of."""
    helper = HelperFactory(commune=boitron)
    stay = StayFactory(project=project, name="Chez les Ferrandière")
    ceremony = CeremonyFactory(commune=boitron)
    return {
        "project_id": project.pk,
        "helper_id": helper.pk,
        "request_id": HelpRequestFactory(project=project, helper=helper).pk,
        "sponsorship_id": SponsorshipFactory(project=project, active=True).pk,
        "stay_id": stay.pk,
        "step_id": StayStepFactory(stay=stay).pk,
        "ceremony_id": ceremony.pk,
        "guest_id": CeremonyGuestFactory(project=project, ceremony=ceremony).pk,
        "relay_id": Relay.objects.create(
            project=project,
            commune=boitron,
            words="Zélie cherche un verger et un puits.",
            sent_at=timezone.now(),
            due_at=timezone.now() + timedelta(days=2),
        ).pk,
        "code": boitron.pk,
        "slug": boitron.slug,
    }


def people(boitron):
    """Near misses, by what they are."""
    yesterday = timezone.localdate() - timedelta(days=1)
    return {
        "the mayor of another commune": town_hall(CommuneFactory(sees=True), role=Role.ELECTED),
        "the secretary of another commune": town_hall(CommuneFactory(essay=True)),
        "a mayor until yesterday": town_hall(
            boitron,
            role=Role.ELECTED,
            starts_on=yesterday - timedelta(days=900),
            ends_on=yesterday,
        ),
        "a coordinator of elsewhere": coordinator_of(commune_elsewhere().departement),
        "somebody with an account": PersonFactory(),
    }


@pytest.mark.parametrize(
    "who",
    [
        "the mayor of another commune",
        "the secretary of another commune",
        "a mayor until yesterday",
        "a coordinator of elsewhere",
        "somebody with an account",
    ],
)
def test_no_address_tells_anything(client, boitron, project, keys, who):
    client.force_login(people(boitron)[who])
    asked = list(addresses(keys))
    assert len(asked) > 40

    told = {}
    for name, address in asked:
        response = client.get(address)
        page = b"" if response.streaming else response.content
        said = [secret for secret in SECRETS if secret in page.decode(errors="ignore")]
        if said or response.status_code not in ALLOWED:
            told[name] = (address, response.status_code, said)

    assert told == {}


def test_its_own_mayor_reads_no_file_either(client, boitron, project, keys):
    client.force_login(town_hall(boitron, role=Role.ELECTED))
    names = ("project_file", "project_write", "project_close", "helper", "stay")

    found = {name: client.get(address).status_code for name, address in addresses(keys)}

    assert {name: found[name] for name in names if name in found and found[name] == 200} == {}


def test_nobody_changes_anything(client, boitron, project, keys):
    before = (project.stage, ProjectMessage.objects.count(), CeremonyProposal.objects.count())
    for person in people(boitron).values():
        client.force_login(person)
        for name, address in addresses(keys):
            if "project_id" in parameters(name):
                assert client.post(address, {"words": "Ferrandière"}).status_code in {404, 405}

    project.refresh_from_db()
    after = (project.stage, ProjectMessage.objects.count(), CeremonyProposal.objects.count())
    assert after == before


def addresses(keys):
    """Every address of the welcome that asks for somebody signed in, with this household's keys."""
    for pattern in _patterns(get_resolver().url_patterns):
        if not str(pattern.pattern).startswith(ROOMS) and pattern.pattern.converters:
            continue
        wanted = {name: keys[name] for name in pattern.pattern.converters if name in keys}
        if len(wanted) < len(pattern.pattern.converters):
            continue
        try:
            yield pattern.name, reverse(pattern.name, kwargs=wanted)
        except NoReverseMatch:
            continue


def parameters(name):
    """What an address is made of."""
    found = [one for one in _patterns(get_resolver().url_patterns) if one.name == name]
    return found[0].pattern.converters if found else {}


def _patterns(patterns):
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from _patterns(one.url_patterns)
        elif isinstance(one, URLPattern) and _is_of_the_welcome(one):
            yield one


def _is_of_the_welcome(pattern):
    return getattr(pattern.callback, "__module__", "").startswith("bocage.welcome.")
