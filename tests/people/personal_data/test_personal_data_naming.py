"""« Ce que nous savons de vous » runs no query about features that the person never used."""

import re

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bocage.people.models import Person
from bocage.people.personal_data import DataItem, DataSection, personal_data_of, registry
from bocage.people.personal_data.naming import columns_naming, foreign_key
from tests.foundation.registry_entries import replace_entries
from tests.people.factories import MandateFactory, PersonFactory

pytestmark = pytest.mark.django_db

ALIAS = re.compile(r'"(\w+)" "?([A-Z]\d+)"?(?: |$)')
COMPARED = r"(\w+)\"?\.\"(\w+)\" = '{person}'"


def columns_compared_with(person, statement):
    """The columns "app.Model.field" that a statement compares with the key of the person."""
    tables = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
    aliases = {alias: table for table, alias in ALIAS.findall(statement)}
    for name, column in re.findall(COMPARED.format(person=person.pk.hex), statement):
        meta = tables[aliases.get(name, name)]._meta
        (field,) = (
            concrete_field
            for concrete_field in meta.concrete_fields
            if concrete_field.column == column
        )
        yield f"{meta.app_label}.{meta.object_name}.{field.name}"


def test_sections_name_every_column_by_which_they_find_the_person():
    person = PersonFactory()
    wrong = {}
    for section in registry._sections:
        if not section.named_in:
            continue
        with CaptureQueriesContext(connection) as queries:
            section.rows(person, None)
        statements = [captured_query["sql"] for captured_query in queries.captured_queries]
        columns = [set(columns_compared_with(person, statement)) for statement in statements]
        if not all(columns) or set().union(*columns) != set(section.named_in):
            wrong[section.name] = statements
        assert not any(person.email.upper() in statement.upper() for statement in statements), (
            section.name
        )
    assert wrong == {}


def test_columns_that_sections_name_point_to_people():
    for section in registry._sections:
        for column in section.named_in:
            assert foreign_key(column).related_model is Person


def test_columns_naming_somebody_are_found_in_one_statement(django_assert_num_queries):
    mandate = MandateFactory()
    columns = ("people.Mandate.person", "people.Mandate.granted_by", "people.Portrait.person")

    with django_assert_num_queries(1):
        matches = columns_naming(mandate.person, columns)

    assert matches == {"people.Mandate.person"}


def test_name_that_is_no_foreign_key_is_refused():
    with pytest.raises(LookupError):
        columns_naming(PersonFactory(), ("people.Person.email",))


def test_section_without_a_column_naming_the_person_is_skipped(monkeypatch):
    calls = []

    def rows(person, _limit):
        calls.append(person)
        return [DataItem(title="Un mandat", detail="x")]

    section = DataSection(
        name="x", title="Titre", rank=0, rows=rows, named_in=("people.Mandate.person",)
    )
    replace_entries(monkeypatch, registry._sections, {"x": section})
    holder, stranger = MandateFactory().person, PersonFactory()

    documents = [personal_data_of(person) for person in (stranger, holder)]

    assert [len(document["Titre"]) for document in documents] == [0, 1]
    assert calls == [holder]
