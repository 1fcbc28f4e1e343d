"""The rules between tables that PostgreSQL keeps by itself, whatever the code does.

Each refusal bears the name of the rule as its constraint, so that the operations turn it into
one sentence (see errors.RULES). Why triggers and not only constraints: a hold takes its
state from its booking, and a booking must meet no closure; docs/decisions/workspaces-holds.md.

The locks: who changes the tree of resources or the closures of a place locks its row FOR
UPDATE; who books locks it FOR KEY SHARE, as the foreign key does, but before it looks. So a
booking either comes before the change, which then sees it, or after, and sees the change.
"""

# ruff: noqa: S608 - the only values set into these texts are constants of this module.

import pgtrigger

from bocage.foundation.api.versions import counts_changes_of_each
from bocage.workspaces.public_subjects import AVAILABILITY

HOLDING = "('offered', 'confirmed', 'checked_in')"
WAITING = "('waiting', 'offered')"
OPEN = "('requested', 'offered', 'confirmed', 'checked_in')"


def _refuse(rule: str, *, error_code: str = "check_violation") -> str:
    return (
        f"RAISE EXCEPTION USING ERRCODE = '{error_code}', "
        f"CONSTRAINT = '{rule}', MESSAGE = 'refused by {rule}';"
    )


def _with_parts(resource: str) -> str:
    """A query of a resource and its parts, at any depth; everything is part of a whole place."""
    return f"""
        WITH RECURSIVE part AS (
            SELECT id, kind, place_id FROM workspaces_resource WHERE id = {resource}
            UNION
            SELECT child.id, child.kind, child.place_id FROM workspaces_resource child
            JOIN part ON child.parent_id = part.id
                OR (part.kind = 'whole_place' AND child.place_id = part.place_id)
        )
        SELECT id FROM part
    """


def _with_wholes(resource: str) -> str:
    """A query of a resource and of all that it is a part of, at any height."""
    return f"""
        WITH RECURSIVE whole AS (
            SELECT id, parent_id, place_id FROM workspaces_resource WHERE id = {resource}
            UNION
            SELECT above.id, above.parent_id, above.place_id FROM workspaces_resource above
            JOIN whole ON above.id = whole.parent_id
                OR (above.kind = 'whole_place' AND above.place_id = whole.place_id)
        )
        SELECT id FROM whole
    """


def _due_holds() -> str:
    """A query `due` of what the bookings to come of a place hold: what they asked for, and its
    parts as the tree of resources is now."""
    return f"""
        WITH RECURSIVE due AS (
            SELECT hold.booking_id, hold.period, resource.id AS resource_id, resource.kind,
                resource.place_id
            FROM workspaces_booking booking
            JOIN workspaces_hold hold ON hold.booking_id = booking.id AND NOT hold.is_implied
            JOIN workspaces_resource resource ON resource.id = hold.resource_id
            WHERE booking.place_id = NEW.place_id AND booking.status IN {HOLDING}
                AND booking.period && tstzrange(now(), NULL)
            UNION
            SELECT due.booking_id, due.period, child.id, child.kind, child.place_id
            FROM due JOIN workspaces_resource child
                ON child.parent_id = due.resource_id
                OR (due.kind = 'whole_place' AND child.place_id = due.place_id)
        )
    """


bookings_need_an_open_place = pgtrigger.Trigger(
    name="need_an_open_place",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("status", "period", "place_id"),
    declare=[("place_status", "text")],
    func=f"""
        IF NEW.status NOT IN {HOLDING} THEN
            RETURN NEW;
        END IF;
        IF TG_OP = 'UPDATE' AND OLD.status IN {HOLDING}
            AND OLD.period = NEW.period AND OLD.place_id = NEW.place_id THEN
            RETURN NEW;
        END IF;
        SELECT status INTO place_status FROM workspaces_place
            WHERE id = NEW.place_id FOR KEY SHARE;
        IF place_status <> 'published' THEN
            {_refuse("workspaces_booking_place_published")}
        END IF;
        IF EXISTS (
            SELECT 1 FROM workspaces_closure
            WHERE place_id = NEW.place_id AND resource_id IS NULL AND period && NEW.period
        ) THEN
            {_refuse("workspaces_booking_meets_no_closure")}
        END IF;
        RETURN NEW;
    """,
)

holds_follow_their_booking = pgtrigger.Trigger(
    name="holds_follow_their_booking",
    when=pgtrigger.After,
    operation=pgtrigger.UpdateOf("status", "period"),
    condition=pgtrigger.AnyChange("status", "period"),
    func=f"""
        UPDATE workspaces_hold
        SET is_holding = NEW.status IN {HOLDING},
            period = tstzrange(
                lower(period) + (lower(NEW.period) - lower(OLD.period)),
                upper(period) + (upper(NEW.period) - upper(OLD.period))
            )
        WHERE booking_id = NEW.id;
        RETURN NULL;
    """,
)

bookings_own_a_hold = pgtrigger.Trigger(
    name="own_a_hold",
    when=pgtrigger.After,
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("status"),
    timing=pgtrigger.Deferred,
    func=f"""
        IF NEW.status IN {OPEN}
            AND NOT EXISTS (SELECT 1 FROM workspaces_hold WHERE booking_id = NEW.id)
            AND EXISTS (
                SELECT 1 FROM workspaces_booking WHERE id = NEW.id AND status IN {OPEN}
            ) THEN
            {_refuse("workspaces_booking_owns_a_hold")}
        END IF;
        RETURN NULL;
    """,
)

holds_outlive_no_booking = pgtrigger.Trigger(
    name="booking_keeps_a_hold",
    when=pgtrigger.After,
    operation=pgtrigger.Delete,
    timing=pgtrigger.Deferred,
    func=f"""
        IF NOT EXISTS (SELECT 1 FROM workspaces_hold WHERE booking_id = OLD.booking_id)
            AND EXISTS (
                SELECT 1 FROM workspaces_booking
                WHERE id = OLD.booking_id AND status IN {OPEN}
            ) THEN
            {_refuse("workspaces_booking_owns_a_hold")}
        END IF;
        RETURN NULL;
    """,
)

# The short look at the closures comes first: PostgreSQL plans the long one at each call, which
# takes longer than all else that a hold costs. A part that comes to a booking with its whole
# meets no closure that the booking stands against already: closures of a whole that were made
# before they closed its parts stay as they are.
holds_say_what_their_booking_says = pgtrigger.Trigger(
    name="say_what_their_booking_says",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    declare=[("booking", "record"), ("home", "uuid")],
    func=f"""
        SELECT status, period, place_id INTO booking FROM workspaces_booking
            WHERE id = NEW.booking_id;
        SELECT place_id INTO home FROM workspaces_resource WHERE id = NEW.resource_id;
        IF home IS DISTINCT FROM booking.place_id THEN
            {_refuse("workspaces_hold_in_the_place_booked")}
        END IF;
        IF NOT NEW.period @> booking.period THEN
            {_refuse("workspaces_hold_covers_its_booking")}
        END IF;
        NEW.is_holding := booking.status IN {HOLDING};
        IF NEW.is_holding AND EXISTS (
            SELECT 1 FROM workspaces_closure
            WHERE place_id = home AND period && booking.period
        ) AND NOT (TG_OP = 'UPDATE' AND OLD.is_holding AND OLD.period = NEW.period) THEN
            IF EXISTS (
                SELECT 1 FROM workspaces_closure closure
                WHERE closure.place_id = home AND closure.period && booking.period
                    AND closure.resource_id IN ({_with_wholes("NEW.resource_id")})
                    AND NOT (TG_OP = 'INSERT' AND NEW.is_implied AND EXISTS (
                        SELECT 1 FROM workspaces_hold other
                        WHERE other.booking_id = NEW.booking_id AND other.is_holding
                            AND closure.resource_id IN ({_with_wholes("other.resource_id")})
                    ))
            ) THEN
                {_refuse("workspaces_hold_meets_no_closure")}
            END IF;
        END IF;
        IF NEW.is_holding AND EXISTS (
            SELECT 1 FROM workspaces_outsideevent
            WHERE resource_id = NEW.resource_id AND period && NEW.period
        ) AND NOT (TG_OP = 'UPDATE' AND OLD.is_holding AND OLD.period = NEW.period
                   AND OLD.resource_id = NEW.resource_id) THEN
            {_refuse("workspaces_hold_meets_no_outside_event")}
        END IF;
        RETURN NEW;
    """,
)

wholes_hold_their_parts = pgtrigger.Trigger(
    name="wholes_hold_their_parts",
    when=pgtrigger.After,
    operation=pgtrigger.Insert,
    condition=pgtrigger.Q(new__is_implied=False),
    declare=[("parts", "uuid[]")],
    func=f"""
        parts := ARRAY(
            WITH RECURSIVE part AS (
                SELECT child.id FROM workspaces_resource child
                WHERE child.parent_id = NEW.resource_id
                UNION
                SELECT other.id FROM workspaces_resource whole
                JOIN workspaces_resource other
                    ON other.place_id = whole.place_id AND other.id <> whole.id
                WHERE whole.id = NEW.resource_id AND whole.kind = 'whole_place'
                UNION
                SELECT child.id FROM workspaces_resource child
                JOIN part ON child.parent_id = part.id
            )
            SELECT id FROM part ORDER BY id
        );
        IF cardinality(parts) = 0 THEN
            RETURN NULL;
        END IF;
        INSERT INTO workspaces_hold (booking_id, resource_id, period, is_holding, is_implied)
            SELECT NEW.booking_id, part, NEW.period, NEW.is_holding, true
            FROM unnest(parts) AS part
            ON CONFLICT DO NOTHING;
        IF (
            SELECT count(*) FROM workspaces_hold
            WHERE booking_id = NEW.booking_id AND resource_id = ANY (parts)
        ) < cardinality(parts) THEN
            {_refuse("workspaces_hold_no_overlap", error_code="exclusion_violation")}
        END IF;
        RETURN NULL;
    """,
)

parts_stay_in_their_place = pgtrigger.Trigger(
    name="parts_stay_in_their_place",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("parent_id", "place_id"),
    func=f"""
        IF TG_OP = 'UPDATE' AND OLD.place_id <> NEW.place_id THEN
            {_refuse("workspaces_resource_stays_in_its_place")}
        END IF;
        PERFORM 1 FROM workspaces_place WHERE id = NEW.place_id FOR UPDATE;
        IF NEW.parent_id IS NULL THEN
            RETURN NEW;
        END IF;
        IF NOT EXISTS (
            SELECT 1 FROM workspaces_resource
            WHERE id = NEW.parent_id AND place_id = NEW.place_id AND kind <> 'whole_place'
        ) THEN
            {_refuse("workspaces_resource_parent_in_same_place")}
        END IF;
        IF EXISTS (
            WITH RECURSIVE above AS (
                SELECT id, parent_id FROM workspaces_resource WHERE id = NEW.parent_id
                UNION
                SELECT parent.id, parent.parent_id FROM workspaces_resource parent
                JOIN above ON parent.id = above.parent_id
            )
            SELECT 1 FROM above WHERE id = NEW.id
        ) THEN
            {_refuse("workspaces_resource_parents_make_a_tree")}
        END IF;
        RETURN NEW;
    """,
)

# What stood before the tree changed is left as it is. A closure refuses a change only where it
# comes to bear on a booking through it: that of a new whole on what is asked for below it here,
# that of a new part by the rule of holds.
parts_are_held_with_their_whole = pgtrigger.Trigger(
    name="parts_are_held_too",
    when=pgtrigger.After,
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("parent_id", "kind"),
    func=f"""
        IF TG_OP = 'UPDATE' THEN
            IF OLD.parent_id IS NOT DISTINCT FROM NEW.parent_id AND OLD.kind = NEW.kind THEN
                RETURN NULL;
            END IF;
            {_due_holds()}
            DELETE FROM workspaces_hold hold
            USING workspaces_booking booking
            WHERE hold.booking_id = booking.id AND hold.is_implied
                AND booking.place_id = NEW.place_id
                AND booking.status IN {HOLDING}
                AND booking.period && tstzrange(now(), NULL)
                AND NOT EXISTS (
                    SELECT 1 FROM due
                    WHERE due.booking_id = hold.booking_id
                        AND due.resource_id = hold.resource_id AND due.period = hold.period
                );
        END IF;
        INSERT INTO workspaces_hold (booking_id, resource_id, period, is_holding, is_implied)
        {_due_holds()}
        SELECT booking_id, resource_id, period, true, true FROM due
        WHERE NOT EXISTS (
            SELECT 1 FROM workspaces_hold hold
            WHERE hold.booking_id = due.booking_id AND hold.resource_id = due.resource_id
        )
        ON CONFLICT (booking_id, resource_id) DO NOTHING;
        IF TG_OP = 'UPDATE' AND EXISTS (
            SELECT 1 FROM workspaces_closure closure
            JOIN workspaces_booking booking
                ON booking.place_id = NEW.place_id AND booking.period && closure.period
            WHERE closure.place_id = NEW.place_id
                AND (
                    (closure.resource_id = NEW.id
                        AND NEW.kind = 'whole_place' AND OLD.kind <> 'whole_place')
                    OR (closure.resource_id IN ({_with_wholes("NEW.parent_id")})
                        AND closure.resource_id NOT IN ({_with_wholes("OLD.parent_id")})
                        AND closure.resource_id NOT IN (
                            SELECT id FROM workspaces_resource WHERE kind = 'whole_place'
                        ))
                )
                AND booking.status IN {HOLDING} AND booking.period && tstzrange(now(), NULL)
                AND EXISTS (
                    SELECT 1 FROM workspaces_hold
                    WHERE booking_id = booking.id AND NOT is_implied
                        AND resource_id IN ({_with_parts("NEW.id")})
                )
        ) THEN
            {_refuse("workspaces_hold_meets_no_closure")}
        END IF;
        RETURN NULL;
    """,
)

closures_stay_in_their_place = pgtrigger.Trigger(
    name="stay_in_their_place",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    func=f"""
        PERFORM 1 FROM workspaces_place WHERE id = NEW.place_id FOR UPDATE;
        IF NEW.resource_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM workspaces_resource
            WHERE id = NEW.resource_id AND place_id = NEW.place_id
        ) THEN
            {_refuse("workspaces_closure_resource_in_same_place")}
        END IF;
        RETURN NEW;
    """,
)

outside_calendars_lock_their_place = pgtrigger.Trigger(
    name="lock_their_place",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    func="""
        PERFORM 1 FROM workspaces_place place
            JOIN workspaces_resource resource ON resource.place_id = place.id
            WHERE resource.id = NEW.resource_id FOR UPDATE OF place;
        RETURN NEW;
    """,
)

closures_meet_no_booking = pgtrigger.Trigger(
    name="meet_no_booking",
    when=pgtrigger.After,
    operation=pgtrigger.Insert | pgtrigger.Update,
    timing=pgtrigger.Deferred,
    func=f"""
        IF EXISTS (
            SELECT 1 FROM workspaces_booking booking
            WHERE booking.place_id = NEW.place_id AND booking.status IN {HOLDING}
                AND booking.period && NEW.period AND booking.period && tstzrange(now(), NULL)
                AND (NEW.resource_id IS NULL OR EXISTS (
                    SELECT 1 FROM workspaces_hold
                    WHERE booking_id = booking.id
                        AND resource_id IN ({_with_parts("NEW.resource_id")})
                ))
                AND EXISTS (SELECT 1 FROM workspaces_closure WHERE id = NEW.id)
        ) THEN
            {_refuse("workspaces_closure_meets_no_booking")}
        END IF;
        RETURN NULL;
    """,
)

named_spaces_say_what_their_wait_says = pgtrigger.Trigger(
    name="say_what_their_wait_says",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    declare=[("wait", "record"), ("home", "uuid")],
    func=f"""
        SELECT status, period, place_id, person_id, is_for_any INTO wait
            FROM workspaces_waitlistentry WHERE id = NEW.entry_id;
        SELECT place_id INTO home FROM workspaces_resource WHERE id = NEW.resource_id;
        IF wait.is_for_any OR home IS DISTINCT FROM wait.place_id THEN
            {_refuse("workspaces_waitedspace_in_the_place_waited_for")}
        END IF;
        NEW.person_id := wait.person_id;
        NEW.period := wait.period;
        NEW.is_open := wait.status IN {WAITING};
        RETURN NEW;
    """,
)

named_spaces_follow_their_wait = pgtrigger.Trigger(
    name="named_spaces_follow_their_wait",
    when=pgtrigger.After,
    operation=pgtrigger.UpdateOf("status", "period", "person_id"),
    func=f"""
        UPDATE workspaces_waitedspace
        SET is_open = NEW.status IN {WAITING}, period = NEW.period, person_id = NEW.person_id
        WHERE entry_id = NEW.id
            AND (is_open, period, person_id)
                IS DISTINCT FROM (NEW.status IN {WAITING}, NEW.period, NEW.person_id);
        RETURN NULL;
    """,
)

waits_name_a_space = pgtrigger.Trigger(
    name="name_a_space",
    when=pgtrigger.After,
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("is_for_any"),
    timing=pgtrigger.Deferred,
    func=f"""
        IF EXISTS (
            SELECT 1 FROM workspaces_waitlistentry entry
            WHERE entry.id = NEW.id AND entry.is_for_any = EXISTS (
                SELECT 1 FROM workspaces_waitedspace WHERE entry_id = NEW.id
            )
        ) THEN
            {_refuse("workspaces_waitlistentry_names_a_space")}
        END IF;
        RETURN NULL;
    """,
)

new_plan_when_the_place_changes = pgtrigger.Trigger(
    name="new_plan",
    when=pgtrigger.Before,
    operation=pgtrigger.UpdateOf("observes_public_holidays", "commune_id"),
    func="NEW.plan_version := gen_random_uuid(); RETURN NEW;",
)

new_plan_when_changed = [
    pgtrigger.Trigger(
        name=f"new_plan_on_{name}",
        when=pgtrigger.After,
        operation=operation,
        func=f"""
            UPDATE workspaces_place SET plan_version = gen_random_uuid()
            WHERE id = {row}.place_id;
            RETURN NULL;
        """,
    )
    for name, operation, row in (
        ("insert", pgtrigger.Insert, "NEW"),
        ("update", pgtrigger.Update, "NEW"),
        ("delete", pgtrigger.Delete, "OLD"),
    )
]

_OF_ITS_PLACE = "(SELECT place_id FROM workspaces_resource WHERE id = told.resource_id)"

what_is_taken_is_counted = counts_changes_of_each(AVAILABILITY, found_by=_OF_ITS_PLACE)
what_holds_is_counted = counts_changes_of_each(
    AVAILABILITY,
    found_by=_OF_ITS_PLACE,
    unless="(OLD.resource_id, OLD.period, OLD.is_holding) = "
    "(NEW.resource_id, NEW.period, NEW.is_holding)",
)
"""By the version of what is taken in a place, answers of the API are known to be still true."""
