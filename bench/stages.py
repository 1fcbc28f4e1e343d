"""Stages of `python -m bench stage`: data or work of a bench in the measured instance.

Each returns the data that the bench needs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from inspect import Parameter, getdoc, signature
from pathlib import Path
from typing import TYPE_CHECKING

from django.core.management.base import CommandError
from django.utils import timezone

from bench.harness.copying import finish_loading
from bench.harness.homes import HomesStage, set_homes_stage
from bench.harness.nation import beginning_of_today
from bench.harness.sizes import SIZES
from bench.harness.stage import InstanceInUse, Stage, set_stage
from bench.harness.stages.commune_facts import CommuneFactsStage, set_commune_facts_stage
from bench.harness.stages.country import (
    CountryStage,
    NightStage,
    RecomputedStage,
    count_first_night,
    count_ordinary_night,
    let_a_day_pass,
    recompute,
    set_country_stage,
)
from bench.harness.stages.landing import LandingStage, set_landing_stage
from bench.harness.stages.letters import (
    LettersStage,
    ProspectsStage,
    queue_letters,
    set_prospects_stage,
)
from bench.harness.stages.linkage import Outcome, TruthUnreadable, measure_linkage
from bench.harness.stages.mailing import MailingStage, queue_a_mailing
from bench.harness.stages.matching import MatchingStage, match_homes
from bench.harness.stages.members import MembersStage, set_members_stage
from bench.harness.stages.nation import NationStage, set_nation_stage
from bench.harness.stages.profile import ProfileStage, profile_pages
from bench.harness.stages.projects import ProjectsStage, set_projects_stage
from bench.harness.stages.routes import RoutesStage, set_routes_stage
from bocage.evidence.operations.snapshots import last_night_over
from bocage.housing.feeds.parsing.refusals import FeedRefused
from bocage.territory.models import CommuneFact

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

type Setting = Callable[..., DataclassInstance]


@dataclass(frozen=True)
class NamedStage:
    """Stage with its name on the command line."""

    name: str
    set: Setting

    @property
    def summary(self) -> str:
        return (getdoc(self.set) or "").partition("\n")[0]

    def arguments(self) -> list[Parameter]:
        """Parameters of its function: each is a typed argument of the command."""
        return list(signature(self.set, eval_str=True).parameters.values())


_stages: dict[str, NamedStage] = {}


def stages() -> dict[str, NamedStage]:
    """Returns every stage by its name."""
    return dict(sorted(_stages.items()))


def stage(name: str) -> Callable[[Setting], Setting]:
    """Registers the function that sets the stage `name`."""

    def register(setting: Setting) -> Setting:
        _stages[name] = NamedStage(name, setting)
        return setting

    return register


@stage("booking")
def set_booking() -> Stage:
    """Creates signed-in people, rooms to book, and the full day of a host."""
    return set_stage(now=timezone.now())


@stage("commune-facts")
def set_commune_facts() -> CommuneFactsStage:
    """Loads the facts by which `welcome` ranks communes.

    Raises:
        InstanceInUse: communes have facts already.
    """
    if CommuneFact.objects.exists():
        raise InstanceInUse
    facts = set_commune_facts_stage()
    finish_loading()
    return facts


@stage("country")
def set_country(departements: int) -> CountryStage:
    """Loads five years of so many départements, for `evidence`."""
    country = set_country_stage(departements, now=beginning_of_today())
    finish_loading()
    return country


@stage("first-night")
def count_the_first_night() -> NightStage:
    """Counts the first night of a country, and those before."""
    night = count_first_night(last_night_over() - timedelta(days=1))
    finish_loading()
    return night


@stage("ordinary-night")
def count_a_night() -> NightStage:
    """Lets a day pass in a country, and counts its night."""
    let_a_day_pass()
    return count_ordinary_night(last_night_over())


@stage("recomputed")
def make_figures_again(cells: int) -> RecomputedStage:
    """Makes so many figures of the last night again, from the rows."""
    return recompute(cells)


@stage("homes")
def set_homes(count: int) -> HomesStage:
    """Loads the homes that `housing` searches."""
    return set_homes_stage(count, now=timezone.now())


@stage("matching")
def match_new_homes(searches: int) -> MatchingStage:
    """Loads saved searches, and matches new homes against them."""
    return match_homes(searches)


@stage("linkage")
def deduplicate_deliveries(truth: Path, *deliveries: Path) -> Outcome:
    """Deduplicates deliveries, and compares their links with known pairs.

    Raises:
        CommandError: a delivery or the pairs cannot be read.
    """
    try:
        return measure_linkage(truth, list(deliveries))
    except FeedRefused as refusal:
        raise CommandError(f"A delivery cannot be read: {refusal}") from None
    except TruthUnreadable:
        raise CommandError(f"{truth}: no columns reference_a and reference_b.") from None


@stage("landing")
def set_landing(homes: int) -> LandingStage:
    """Creates the page with so many homes that `outreach` requests."""
    return set_landing_stage(homes)


@stage("prospects")
def set_prospects(count: int) -> ProspectsStage:
    """Loads the prospects of the `outreach` bench."""
    prospects = set_prospects_stage(count, now=timezone.now())
    finish_loading()
    return prospects


@stage("letters")
def queue_the_letters(language: str) -> LettersStage:
    """Queues a letter to every prospect of a language."""
    return queue_letters(language, now=timezone.now())


@stage("members")
def set_members(count: int) -> MembersStage:
    """Loads the club that `network` searches."""
    members = set_members_stage(count, now=timezone.now())
    finish_loading()
    return members


@stage("mailing")
def queue_mailing(members: int) -> MailingStage:
    """Queues an announcement to so many members."""
    set_members(members)
    return queue_a_mailing(now=timezone.now())


@stage("nation")
def set_nation(first: int, last: int) -> NationStage:
    """Loads the places, from one number to another, that `workspaces` measures."""
    nation = set_nation_stage(first, last, now=beginning_of_today())
    finish_loading()
    return nation


@stage("profile")
def set_profile(session: str, token: str, rounds: int, *paths: str) -> ProfileStage:
    """Profiles pages in the process of the command, as the person of this session."""
    return profile_pages(session, token, rounds, *paths)


@stage("projects")
def set_projects(count: int, count_elsewhere: int) -> ProjectsStage:
    """Loads the projects of the `welcome` board, and those of other départements."""
    projects = set_projects_stage(count, now=timezone.now(), count_elsewhere=count_elsewhere)
    finish_loading()
    return projects


@stage("routes")
def set_routes(size: str) -> RoutesStage:
    """Loads the data of a size, and the coordinator who reads every page of it."""
    return set_routes_stage(SIZES[size])
