"""PostgreSQL triggers between a programme and its steps, and on the capacities of a weekend.

A capacity is counted under the lock of its row (a weekend, a car, a host), so that the second
transaction counts the rows of the first. Each refusal carries the name of its rule as its
constraint, as for workspaces.
"""

# ruff: noqa: S608 - the only values set into these texts are constants of this module.

import pgtrigger

from bocage.foundation.db.constraints import refused_by


def steps_lie_within(rule: str, *, whole: str, column: str) -> pgtrigger.Trigger:
    """Returns the trigger that requires active steps to lie within the period of their stay or
    weekend.
    """
    return pgtrigger.Trigger(
        name="lies_within",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("period", "status", column),
        declare=[("whole", "tstzrange")],
        func=f"""
            IF NEW.status = 'called_off' THEN
                RETURN NEW;
            END IF;
            SELECT period INTO whole FROM {whole} WHERE id = NEW.{column} FOR SHARE;
            IF NOT NEW.period <@ whole THEN
                {refused_by(rule)}
            END IF;
            RETURN NEW;
        """,
    )


def period_holds_steps(rule: str, *, steps: str, column: str) -> pgtrigger.Trigger:
    """Returns the trigger that refuses to shorten a period so that an active step lies outside."""
    return pgtrigger.Trigger(
        name="holds_its_steps",
        when=pgtrigger.Before,
        operation=pgtrigger.UpdateOf("period"),
        func=f"""
            IF EXISTS (
                SELECT 1 FROM {steps}
                WHERE {column} = NEW.id AND status <> 'called_off'
                    AND NOT period <@ NEW.period
            ) THEN
                {refused_by(rule)}
            END IF;
            RETURN NEW;
        """,
    )


weekend_has_seats = pgtrigger.Trigger(
    name="weekend_has_seats",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("status", "weekend_id"),
    declare=[("most", "integer"), ("held", "integer")],
    func=f"""
        IF NEW.status <> 'coming' THEN
            RETURN NEW;
        END IF;
        SELECT seats INTO most FROM welcome_welcomeweekend
            WHERE id = NEW.weekend_id FOR NO KEY UPDATE;
        SELECT count(*) INTO held FROM welcome_weekendhousehold
            WHERE weekend_id = NEW.weekend_id AND status = 'coming' AND id <> NEW.id;
        IF held >= most THEN
            {refused_by("welcome_weekend_has_seats")}
        END IF;
        RETURN NEW;
    """,
)

weekend_seats_guarded = pgtrigger.Trigger(
    name="keeps_its_seats",
    when=pgtrigger.Before,
    operation=pgtrigger.UpdateOf("seats"),
    func=f"""
        IF NEW.seats < (
            SELECT count(*) FROM welcome_weekendhousehold
            WHERE weekend_id = NEW.id AND status = 'coming'
        ) THEN
            {refused_by("welcome_weekend_has_seats")}
        END IF;
        RETURN NEW;
    """,
)


def people_fit(rule: str, *, holder: str, column: str, capacity: str) -> pgtrigger.Trigger:
    """Returns the trigger that refuses more people than the car or the host of their households can
    take.
    """
    return pgtrigger.Trigger(
        name=f"fit_in_{column.removesuffix('_id')}",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("status", "people", column),
        declare=[("most", "integer"), ("taken", "integer")],
        func=f"""
            IF NEW.{column} IS NULL OR NEW.status <> 'coming' THEN
                RETURN NEW;
            END IF;
            SELECT {capacity} INTO most FROM {holder}
                WHERE id = NEW.{column} FOR NO KEY UPDATE;
            SELECT COALESCE(sum(people), 0) INTO taken FROM welcome_weekendhousehold
                WHERE {column} = NEW.{column} AND status = 'coming' AND id <> NEW.id;
            IF taken + NEW.people > most THEN
                {refused_by(rule)}
            END IF;
            RETURN NEW;
        """,
    )


def capacity_trigger(rule: str, *, column: str, capacity: str) -> pgtrigger.Trigger:
    """Returns the trigger that refuses to reduce a car or a host below the people placed there."""
    return pgtrigger.Trigger(
        name="keeps_its_people",
        when=pgtrigger.Before,
        operation=pgtrigger.UpdateOf(capacity),
        func=f"""
            IF NEW.{capacity} < (
                SELECT COALESCE(sum(people), 0) FROM welcome_weekendhousehold
                WHERE {column} = NEW.id AND status = 'coming'
            ) THEN
                {refused_by(rule)}
            END IF;
            RETURN NEW;
        """,
    )
