"""The rules that PostgreSQL keeps between closures and bookings (`places/triggers.py`)."""

# ruff: noqa: S608 - the only values set into these texts are constants of these modules.

import pgtrigger

from bocage.workspaces.places.triggers import HOLDING, refuse, with_parts

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
            {refuse("workspaces_closure_resource_in_same_place")}
        END IF;
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
                        AND resource_id IN ({with_parts("NEW.resource_id")})
                ))
                AND EXISTS (SELECT 1 FROM workspaces_closure WHERE id = NEW.id)
        ) THEN
            {refuse("workspaces_closure_meets_no_booking")}
        END IF;
        RETURN NULL;
    """,
)
