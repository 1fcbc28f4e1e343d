"""Sessions in the database, each with its person."""

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from bocage.people.models.persons import Person


class Session(AbstractBaseSession):
    """Session as Django stores it; `person` is the person signed in, or null.

    It ends with its person. The database does not hold that rule: its refusal would read as a key
    that exists already, for which the store tries another, without end.
    """

    person = models.ForeignKey(
        Person,
        on_delete=models.CASCADE,
        null=True,
        related_name="sessions",
        db_constraint=False,
    )
