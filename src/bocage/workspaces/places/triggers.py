"""The rules between tables that PostgreSQL keeps by itself, whatever the code does.

Each refusal bears the name of the rule as its constraint, so that the operations turn it into
one sentence (see `booking_refusals/errors.py`). Why triggers and not only constraints: a hold takes
its state from its booking, and a booking must meet no closure; docs/decisions/workspaces-holds.md.

The locks: who changes the tree of resources or the closures of a place locks its row FOR
UPDATE; who books locks it FOR KEY SHARE, as the foreign key does, but before it looks. So a
booking either comes before the change, which then sees it, or after, and sees the change.
"""

# ruff: noqa: S608 - the only values set into these texts are constants of these modules.

import pgtrigger

HOLDING = "('offered', 'confirmed', 'checked_in')"


def refuse(rule: str, *, error_code: str = "check_violation") -> str:
    return (
        f"RAISE EXCEPTION USING ERRCODE = '{error_code}', "
        f"CONSTRAINT = '{rule}', MESSAGE = 'refused by {rule}';"
    )


def with_parts(resource: str) -> str:
    """Returns a query of a resource and its parts, at any depth; everything is part of a whole
    place.
    """
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


def with_wholes(resource: str) -> str:
    """Returns a query of a resource and of all that it is a part of, at any height."""
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
    """Returns a query `due` of the holds of future bookings of a place: the requested resources,
    and their parts in the current tree of resources.
    """
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


parts_stay_in_their_place = pgtrigger.Trigger(
    name="parts_stay_in_their_place",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("parent_id", "place_id"),
    func=f"""
        IF TG_OP = 'UPDATE' AND OLD.place_id <> NEW.place_id THEN
            {refuse("workspaces_resource_stays_in_its_place")}
        END IF;
        PERFORM 1 FROM workspaces_place WHERE id = NEW.place_id FOR UPDATE;
        IF NEW.parent_id IS NULL THEN
            RETURN NEW;
        END IF;
        IF NOT EXISTS (
            SELECT 1 FROM workspaces_resource
            WHERE id = NEW.parent_id AND place_id = NEW.place_id AND kind <> 'whole_place'
        ) THEN
            {refuse("workspaces_resource_parent_in_same_place")}
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
            {refuse("workspaces_resource_parents_make_a_tree")}
        END IF;
        RETURN NEW;
    """,
)

# Existing conflicts stay. A closure rejects a change only if the change makes it affect a booking:
# that of a new whole, for the requested resources below it; that of a new part, by the rule of
# holds.
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
                    OR (closure.resource_id IN ({with_wholes("NEW.parent_id")})
                        AND closure.resource_id NOT IN ({with_wholes("OLD.parent_id")})
                        AND closure.resource_id NOT IN (
                            SELECT id FROM workspaces_resource WHERE kind = 'whole_place'
                        ))
                )
                AND booking.status IN {HOLDING} AND booking.period && tstzrange(now(), NULL)
                AND EXISTS (
                    SELECT 1 FROM workspaces_hold
                    WHERE booking_id = booking.id AND NOT is_implied
                        AND resource_id IN ({with_parts("NEW.id")})
                )
        ) THEN
            {refuse("workspaces_hold_meets_no_closure")}
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
