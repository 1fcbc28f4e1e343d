"""Sets up the minimal site, and prints as JSON the data that the client needs."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from bench.bare.models import Booking, Room

PEOPLE, ROOMS = 50, 11
DAY = datetime(2030, 1, 7, tzinfo=UTC)
DAY_BOOKINGS, HOURS_A_DAY, FIRST_HOUR = 60, 10, 8


class Command(BaseCommand):
    help = "Makes the tables, the people who are signed in, the rooms, and a full day."

    def handle(self, *_args: Any, **_options: Any) -> None:
        call_command("migrate", verbosity=0)
        # Its own tables, which refer to those of the people, have no migrations.
        call_command("migrate", run_syncdb=True, verbosity=0)
        people = [User.objects.create(username=f"racer{number}") for number in range(PEOPLE)]
        rooms = [Room.objects.create(name=f"Salle {number}") for number in range(ROOMS)]
        for number in range(DAY_BOOKINGS):
            start = DAY + timedelta(hours=FIRST_HOUR + number % HOURS_A_DAY)
            Booking.objects.create(
                room=rooms[number // HOURS_A_DAY],
                person=people[number % PEOPLE],
                period=DateTimeTZRange(start, start + timedelta(hours=1)),
            )
        stage = {
            "sessions": [_sign_in(person) for person in people],
            "rooms": [room.pk for room in rooms],
            "day": f"{DAY:%Y-%m-%d}",
        }
        self.stdout.write(json.dumps(stage))


def _sign_in(person: User) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return str(session.session_key)
