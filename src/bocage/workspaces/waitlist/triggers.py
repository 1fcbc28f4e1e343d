"""The rules that PostgreSQL keeps between waits and the spaces that they name."""

# ruff: noqa: S608 - the only values set into these texts are constants of these modules.

import pgtrigger

from bocage.workspaces.places.triggers import refuse

WAITING = "('waiting', 'offered')"

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
            {refuse("workspaces_waitedspace_in_the_place_waited_for")}
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
            {refuse("workspaces_waitlistentry_names_a_space")}
        END IF;
        RETURN NULL;
    """,
)
