"""The rules that PostgreSQL keeps between bookings and holds (`places/triggers.py`)."""

# ruff: noqa: S608 - the only values set into these texts are constants of these modules.

import pgtrigger

from bocage.foundation.api.versions import counts_changes_of_each
from bocage.workspaces.places.public_subjects import AVAILABILITY
from bocage.workspaces.places.triggers import HOLDING, refuse, with_wholes

OPEN = "('requested', 'offered', 'confirmed', 'checked_in')"


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
            {refuse("workspaces_booking_place_published")}
        END IF;
        IF EXISTS (
            SELECT 1 FROM workspaces_closure
            WHERE place_id = NEW.place_id AND resource_id IS NULL AND period && NEW.period
        ) THEN
            {refuse("workspaces_booking_meets_no_closure")}
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
            {refuse("workspaces_booking_owns_a_hold")}
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
            {refuse("workspaces_booking_owns_a_hold")}
        END IF;
        RETURN NULL;
    """,
)

# The cheap check of closures comes first: PostgreSQL plans the full one at each call, which costs
# more than the rest of a hold. A part added to a booking with its whole is not checked against
# closures that already conflict with the booking: those made before the closing of a whole included
# its parts stay.
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
            {refuse("workspaces_hold_in_the_place_booked")}
        END IF;
        IF NOT NEW.period @> booking.period THEN
            {refuse("workspaces_hold_covers_its_booking")}
        END IF;
        NEW.is_holding := booking.status IN {HOLDING};
        IF NEW.is_holding AND EXISTS (
            SELECT 1 FROM workspaces_closure
            WHERE place_id = home AND period && booking.period
        ) AND NOT (TG_OP = 'UPDATE' AND OLD.is_holding AND OLD.period = NEW.period) THEN
            IF EXISTS (
                SELECT 1 FROM workspaces_closure closure
                WHERE closure.place_id = home AND closure.period && booking.period
                    AND closure.resource_id IN ({with_wholes("NEW.resource_id")})
                    AND NOT (TG_OP = 'INSERT' AND NEW.is_implied AND EXISTS (
                        SELECT 1 FROM workspaces_hold other
                        WHERE other.booking_id = NEW.booking_id AND other.is_holding
                            AND closure.resource_id IN ({with_wholes("other.resource_id")})
                    ))
            ) THEN
                {refuse("workspaces_hold_meets_no_closure")}
            END IF;
        END IF;
        IF NEW.is_holding AND EXISTS (
            SELECT 1 FROM workspaces_outsideevent
            WHERE resource_id = NEW.resource_id AND period && NEW.period
        ) AND NOT (TG_OP = 'UPDATE' AND OLD.is_holding AND OLD.period = NEW.period
                   AND OLD.resource_id = NEW.resource_id) THEN
            {refuse("workspaces_hold_meets_no_outside_event")}
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
            {refuse("workspaces_hold_no_overlap", error_code="exclusion_violation")}
        END IF;
        RETURN NULL;
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

_OF_ITS_PLACE = "(SELECT place_id FROM workspaces_resource WHERE id = changed.resource_id)"

counts_outside_events = counts_changes_of_each(AVAILABILITY, object_sql=_OF_ITS_PLACE)
counts_holds = counts_changes_of_each(
    AVAILABILITY,
    object_sql=_OF_ITS_PLACE,
    unless="(OLD.resource_id, OLD.period, OLD.is_holding) = "
    "(NEW.resource_id, NEW.period, NEW.is_holding)",
)
"""Version of the holds of a place, by which cached answers of the API are known to be current."""
