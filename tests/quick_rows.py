"""What nearly every test writes before it begins, with statements that are made once.

Making the SQL anew for the places, the people and the session of a test took half of its time.
What a test is about is written by the product itself, as ever.
"""

from functools import cache
from typing import Any

import factory
import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.base import VALID_KEY_CHARS
from django.db.models import Model
from django.http import HttpRequest
from django.test import Client
from django.utils.crypto import get_random_string

from bocage.foundation.row_writes import insert_row
from bocage.people.models import Person
from bocage.people.session_store import SessionStore


def write_quickly(patch: pytest.MonkeyPatch) -> None:
    """Factories and `force_login` write as they always do, at less cost."""
    usual_create = factory.django.DjangoModelFactory._create.__func__
    usual_login = Client._login

    def create(made_by: Any, model: type[Model], /, *args: Any, **values: Any) -> Any:
        if made_by._meta.django_get_or_create or not _is_written_as_it_is(model):
            return usual_create(made_by, model, *args, **values)
        return write(model(*args, **values))

    def login(client: Client, person: Person, backend: str) -> None:
        if client.cookies:
            usual_login(client, person, backend)
        else:
            _open_session(client, person, backend)

    patch.setattr(factory.django.DjangoModelFactory, "_create", classmethod(create))
    patch.setattr(Client, "_login", login)


def write[M: Model](row: M) -> M:
    """Inserts a new row, as `row.save(force_insert=True)` does."""
    if row.pk is None or any(hasattr(value, "resolve_expression") for value in vars(row).values()):
        row.save(force_insert=True)
        return row
    return insert_row(row)


@cache
def _is_written_as_it_is(model: type[Model]) -> bool:
    """Whether nothing comes back from the database, and one table holds all."""
    return not model._meta.db_returning_fields and not model._meta.parents


def _open_session(client: Client, person: Person, backend: str) -> None:
    """Django looks for a free key, writes an empty session, then what it holds, then the person."""
    session = SessionStore(get_random_string(32, VALID_KEY_CHARS))
    session._session_cache = {
        SESSION_KEY: str(person.pk),
        BACKEND_SESSION_KEY: backend,
        HASH_SESSION_KEY: person.get_session_auth_hash(),
    }
    insert_row(session.create_model_instance(session._session_cache))
    request = HttpRequest()
    request.session = session
    client._set_login_cookies(request)
