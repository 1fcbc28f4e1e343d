"""The welcome of the demo: twelve households, at every stage, as the welcome would have led them.

Everything goes through the operations of the welcome, at the moments at which people would have
done it.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.utils import timezone

from bocage.demo.cast import COORDINATOR
from bocage.demo.days import while_awake
from bocage.demo.welcome.address_book import ask_for_help, open_the_address_book
from bocage.demo.welcome.company import create_stays, find_sponsors, hold_ceremonies
from bocage.demo.welcome.faces import show_faces
from bocage.demo.welcome.households import HOUSEHOLDS, DemoHousehold
from bocage.demo.welcome.settling_in import send_demo_follow_ups
from bocage.demo.welcome.town_halls import (
    ask_also_about_the_wood,
    ask_the_town_halls,
    gather_the_mayors,
    sign_the_charter,
    suggest_a_commune,
)
from bocage.demo.welcome.weekends import invite_for_a_weekend
from bocage.people.models import Person
from bocage.territory.models import Commune, Departement
from bocage.welcome.messages.operations.thread import note, write_to_household, write_to_team
from bocage.welcome.models import SettlementProject
from bocage.welcome.pipeline.operations.stages import (
    close_project,
    mark_household_settled,
    move_project,
    pause_project,
    root_settled_households,
    set_next_action,
)
from bocage.welcome.projects.operations.projects import ProjectAnswers, add_adult, open_project

OF_THE_TEAM = ("call", "meeting", "note")


def welcome_households(people: Mapping[str, Person], now: datetime) -> None:
    """Creates the projects, moves each to its current stage, and sends requests about them."""
    show_faces(people)
    ask_also_about_the_wood(people, now)
    projects = {
        household.email: _open(household, people, now)
        for household in sorted(
            HOUSEHOLDS, key=lambda sent_household: -sent_household.sent_days_ago
        )
    }
    open_the_address_book(people, now)
    for household in HOUSEHOLDS:
        _lead(household, projects[household.email], people, now)
    find_sponsors(people, projects, now)
    create_stays(people, projects, now)
    ask_the_town_halls(people, projects, now)
    suggest_a_commune(people, projects, now)
    ask_for_help(people, projects, now)
    for household in HOUSEHOLDS:
        _leave(household, projects[household.email], people, now)
    invite_for_a_weekend(people, projects, now)
    send_demo_follow_ups(people, projects, now)
    root_settled_households(now=now)
    sign_the_charter(people, now)
    gather_the_mayors(people, now)
    hold_ceremonies(people, now)


def _open(
    household: DemoHousehold, people: Mapping[str, Person], now: datetime
) -> SettlementProject:
    answers = ProjectAnswers(
        name=household.name,
        language=household.language,
        **{"consents": household.consents, **household.answers},
    )
    sent_at = while_awake(now, household.sent_days_ago)
    project = open_project(
        answers=answers,
        person=people[household.email],
        departement=Departement.objects.get(code="61"),
        now=sent_at,
    )
    for email, _name in household.others:
        add_adult(project=project, person=people[email], now=sent_at + timedelta(hours=2))
    return project


def _lead(
    household: DemoHousehold,
    project: SettlementProject,
    people: Mapping[str, Person],
    now: datetime,
) -> None:
    """Adds the messages of a project, then its stages, in chronological order."""
    nadia = people[COORDINATOR.email]
    first = people[household.email]
    for line in sorted(household.thread, key=lambda sorted_line: -sorted_line.days):
        at = while_awake(now, line.days)
        if line.is_from_household:
            write_to_team(by=first, project=project, words=line.words, channel=line.channel, now=at)
        elif line.channel in OF_THE_TEAM:
            note(by=nadia, project=project, words=line.words, channel=line.channel, now=at)
        else:
            write_to_household(
                by=nadia, project=project, words=line.words, channel=line.channel, now=at
            )
    for days, stage in household.moves:
        move_project(by=nadia, project=project, to=stage, now=while_awake(now, days))


def _leave(
    household: DemoHousehold,
    project: SettlementProject,
    people: Mapping[str, Person],
    now: datetime,
) -> None:
    """Sets the final state of a project: settled, paused, closed, or with a next action."""
    nadia, today = people[COORDINATOR.email], timezone.localdate(now)
    if household.moved_in is not None:
        mark_household_settled(
            by=nadia,
            project=project,
            commune=Commune.objects.get(pk=household.commune),
            moved_in_on=today - timedelta(days=household.moved_in),
            now=now - timedelta(days=household.moved_in),
        )
    if household.next_action is not None:
        words, days = household.next_action
        set_next_action(
            by=nadia,
            project=project,
            words=words,
            on=today + timedelta(days=days),
            household_words=household.next_action_for_household,
        )
    if household.paused_for is not None:
        until = today + timedelta(days=household.paused_for)
        pause_project(by=nadia, project=project, until=until, now=now - timedelta(days=59))
    if household.closed:
        close_project(
            by=nadia, project=project, reason=household.closed, now=now - timedelta(days=69)
        )
