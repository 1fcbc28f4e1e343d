"""Holds that are cut into partitions keep the rule that no two bookings of a resource overlap."""

from pathlib import Path

import pgtrigger
import pytest
from django.db import ProgrammingError, connection

from bocage.foundation.db.web_role import differences_of_web_role
from bocage.workspaces.booking_refusals.errors import Taken
from bocage.workspaces.bookings.operations.bookings import book_any, book_resources
from bocage.workspaces.bookings.operations.cancellations import cancel_booking, restore_booking
from bocage.workspaces.models import Booking, Hold
from tests.people.factories import PersonFactory
from tests.workspaces.factories import (
    BookingFactory,
    PlaceFactory,
    ResourceFactory,
    as_range,
    day_ahead,
    morning,
)

pytestmark = pytest.mark.django_db

BY_RESOURCE = Path("deploy/partitions/holds_by_resource.sql").read_text(encoding="utf-8")
OWNER, READER = "owner_of_holds", "reader_of_holds"
AN_OWNER = f"""
    CREATE ROLE {OWNER} NOSUPERUSER; CREATE ROLE {READER};
    GRANT USAGE, CREATE ON SCHEMA public TO {OWNER};
    GRANT SELECT, REFERENCES ON workspaces_booking, workspaces_resource TO {OWNER};
    ALTER TABLE workspaces_hold OWNER TO {OWNER};
    SET LOCAL ROLE {OWNER};
    GRANT SELECT (id, period) ON workspaces_hold TO {READER} WITH GRANT OPTION;
    GRANT DELETE ON workspaces_hold TO PUBLIC;
    GRANT UPDATE ON SEQUENCE workspaces_hold_id_seq TO {READER};
    CREATE INDEX workspaces_hold_taken ON workspaces_hold (taken_at) WHERE is_holding;
    ALTER TABLE workspaces_hold ADD CONSTRAINT workspaces_hold_is_some CHECK (NOT isempty(period));
    ALTER TABLE workspaces_hold ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
    ALTER TABLE workspaces_hold DISABLE TRIGGER "{{disabled}}";
    CREATE POLICY everybody ON workspaces_hold USING (true);
    CREATE POLICY implied ON workspaces_hold AS RESTRICTIVE FOR UPDATE TO {READER}, {OWNER}
        USING (workspaces_hold.is_implied) WITH CHECK (is_implied);
    COMMENT ON TABLE workspaces_hold IS 'what is taken';
    COMMENT ON COLUMN workspaces_hold.period IS 'and when';
    COMMENT ON CONSTRAINT workspaces_hold_no_overlap ON workspaces_hold IS 'once';
"""
RETAINED = {
    "owner, walls and words": """
        SELECT relowner::regrole::text, relrowsecurity, relforcerowsecurity,
            obj_description(oid, 'pg_class') FROM pg_class WHERE oid = 'workspaces_hold'::regclass
    """,
    "who may read and write": """
        SELECT 'of ' || relname, acl::text FROM pg_class, unnest(relacl) acl
            WHERE relname IN ('workspaces_hold', 'workspaces_hold_id_seq')
        UNION ALL SELECT attname, acl::text FROM pg_attribute, unnest(attacl) acl
            WHERE attrelid = 'workspaces_hold'::regclass
    """,
    "columns": """
        SELECT attname, atttypid::regtype::text, attnotnull, attidentity::text,
            pg_get_expr(adbin, adrelid), col_description(attrelid, attnum)
        FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
        WHERE attrelid = 'workspaces_hold'::regclass AND attnum > 0
    """,
    "constraints": """
        SELECT conname, pg_get_constraintdef(oid), obj_description(oid, 'pg_constraint')
        FROM pg_constraint WHERE conrelid = 'workspaces_hold'::regclass AND contype <> 'p'
    """,
    "indexes": """
        SELECT indexname, replace(indexdef, 'ON ONLY', 'ON') FROM pg_indexes
        WHERE tablename = 'workspaces_hold' AND indexname NOT LIKE '%_pkey'
    """,
    "triggers": """
        SELECT tgname, pg_get_triggerdef(oid), obj_description(oid, 'pg_trigger'), tgenabled::text
        FROM pg_trigger WHERE tgrelid = 'workspaces_hold'::regclass AND NOT tgisinternal
    """,
    "policies": """
        SELECT policyname, permissive, roles::text[], cmd, qual, with_check FROM pg_policies
        WHERE tablename = 'workspaces_hold'
    """,
}


def partition_holds():
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        cursor.execute(BY_RESOURCE)
        cursor.execute("RESET ROLE")


def give_tables_to_plain_owner():
    """Adds every attribute of a table that a copy may forget, and makes the role of this test its
    owner.
    """
    _model, trigger = next(iter(pgtrigger.registered("workspaces.Hold:wholes_hold_their_parts")))
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        cursor.execute(AN_OWNER.format(disabled=trigger.get_pgid(Hold)))


def snapshot():
    with connection.cursor() as cursor:
        facts = {}
        for name, query in RETAINED.items():
            cursor.execute(query)
            facts[name] = sorted(cursor.fetchall(), key=repr)
    return facts


def book(person, desk, days=1):
    return book_resources(
        by=person, place=desk.place, resources=[desk.pk], period=morning(day_ahead(days))
    )


def test_holds_of_before_are_there_and_keep_their_place():
    desk = ResourceFactory()
    booking = BookingFactory(resource=desk, period=as_range(morning(day_ahead(1))))

    partition_holds()

    assert list(Hold.objects.values_list("booking", "resource")) == [(booking.pk, desk.pk)]
    with pytest.raises(Taken):
        book(PersonFactory(), desk)
    assert Booking.objects.count() == 1


def test_bookings_are_made_refused_cancelled_and_made_again():
    partition_holds()
    place = PlaceFactory()
    desks = ResourceFactory.create_batch(12, place=place)

    booked = [book(PersonFactory(), desk) for desk in desks]

    with pytest.raises(Taken):
        book_any(by=PersonFactory(), place=place, period=morning(day_ahead(1)))
    cancel_booking(by=booked[0].booked_for, booking=booked[0])
    assert book(PersonFactory(), desks[0]).status == "confirmed"
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT tableoid) FROM workspaces_hold")
        assert cursor.fetchone()[0] > 1


def test_a_cancelled_booking_is_not_taken_back_from_who_has_its_place():
    partition_holds()
    desk = ResourceFactory()
    first = book(PersonFactory(), desk)
    cancel_booking(by=first.booked_for, booking=first)
    book(PersonFactory(), desk)

    with pytest.raises(Taken):
        restore_booking(by=first.booked_for, booking=first)


def test_owner_who_is_no_superuser_partitions_it_without_loss():
    desk = ResourceFactory()
    BookingFactory(resource=desk, period=as_range(morning(day_ahead(1))))
    give_tables_to_plain_owner()
    before = snapshot()

    partition_holds()

    assert snapshot() == before
    assert all(before.values())
    assert Hold.objects.count() == 1


def test_an_administrator_makes_it_for_its_owner():
    give_tables_to_plain_owner()
    before = snapshot()
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")

    partition_holds()

    assert snapshot() == before


def test_another_account_is_refused_with_the_name_of_the_owner():
    give_tables_to_plain_owner()
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {READER}")

        with pytest.raises(ProgrammingError, match=f"Run this as {OWNER}"):
            cursor.execute(BY_RESOURCE)


def test_pages_keep_their_rights_the_triggers_their_version_and_no_number_is_given_twice():
    desk = ResourceFactory()
    booking = BookingFactory(resource=desk, period=as_range(morning(day_ahead(1))))
    last = booking.holds.get().pk
    book(PersonFactory(), desk, days=2)
    cancelled = Hold.objects.order_by("pk").last()
    cancelled.booking.delete()

    partition_holds()

    assert differences_of_web_role() == []
    assert {
        trigger.get_installation_status(Hold)
        for model, trigger in pgtrigger.registered()
        if model is Hold
    } == {("INSTALLED", True)}
    book(PersonFactory(), desk, days=3)
    assert Hold.objects.order_by("pk").last().pk > cancelled.pk > last


def test_what_is_cut_already_is_left_as_it_is():
    partition_holds()

    with pytest.raises(ProgrammingError, match="cut into partitions already"):
        partition_holds()
