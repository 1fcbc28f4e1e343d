"""Open hours and held hours of every place, by month: the occupancy of the reports
(`occupancy.py`), for a whole territory and in one statement.

Opening hours and closures are the current ones, as in the reports; a place counts from the day of
its creation here.
"""

from datetime import date, timedelta
from typing import Any

from bocage.territory.public_holidays import public_holiday
from bocage.workspaces.opening_hours.availability import days_from, instant
from bocage.workspaces.places.models import Place
from bocage.workspaces.reports.open_time import OCCUPYING_STATUSES

MONTHLY_USE = """
    WITH RECURSIVE day AS (
        SELECT one::date AS day, extract(isodow FROM one)::int - 1 AS weekday
        FROM generate_series(%(first)s::timestamp, %(last)s::timestamp, interval '1 day') AS one
    ),
    looked_at AS (
        SELECT tstzrange(%(starts)s::timestamptz, %(ends)s::timestamptz) AS days
    ),
    holiday AS (
        SELECT * FROM unnest(%(holidays)s::date[], %(departements)s::text[])
            AS one (day, departement)
    ),
    place AS (
        SELECT place.id, place.observes_public_holidays AS observes, commune.departement_id,
            (place.created_at AT TIME ZONE 'Europe/Paris')::date AS known_on
        FROM workspaces_place place
        JOIN territory_commune commune ON commune.code = place.commune_id
        WHERE place.status = 'published'
    ),
    space AS (
        SELECT resource.id, resource.place_id
        FROM workspaces_resource resource JOIN place ON place.id = resource.place_id
        WHERE resource.is_active AND NOT EXISTS (
            SELECT FROM workspaces_resource other
            WHERE other.place_id = resource.place_id AND other.is_active
                AND other.id <> resource.id
                AND (other.parent_id = resource.id OR resource.kind = 'whole_place')
        )
    ),
    spaces AS (
        SELECT place_id, count(*) AS number FROM space GROUP BY place_id
    ),
    above AS (
        SELECT space.id, space.place_id, space.id AS whole_id FROM space
        UNION
        SELECT above.id, above.place_id, whole.id
        FROM above
        JOIN workspaces_resource own ON own.id = above.whole_id
        JOIN workspaces_resource whole ON whole.place_id = above.place_id
            AND (whole.id = own.parent_id OR whole.kind = 'whole_place')
    ),
    hours AS (
        SELECT place.id AS place_id, day.day, rule.opens, rule.closes
        FROM place
        JOIN workspaces_openingrule rule ON rule.place_id = place.id
        JOIN day ON day.weekday = rule.weekday AND day.day >= place.known_on
        LEFT JOIN holiday ON place.observes
            AND holiday.day = day.day AND holiday.departement = place.departement_id
        LEFT JOIN (SELECT DISTINCT place_id, date FROM workspaces_openingexception) other
            ON other.place_id = place.id AND other.date = day.day
        WHERE holiday.day IS NULL AND other.date IS NULL
        UNION ALL
        SELECT place.id, other.date, other.opens, other.closes
        FROM place
        JOIN workspaces_openingexception other ON other.place_id = place.id
        WHERE other.date BETWEEN greatest(%(first)s, place.known_on) AND %(last)s
    ),
    opened AS (
        SELECT place_id, day, range_agg(tstzrange(opens, greatest(opens, closes))) AS ranges
        FROM (
            SELECT place_id, day,
                (day + make_interval(mins => opens)) AT TIME ZONE 'Europe/Paris' AS opens,
                (day + make_interval(mins => closes)) AT TIME ZONE 'Europe/Paris' AS closes
            FROM hours
        ) AS clock
        GROUP BY place_id, day
    ),
    closure AS (
        SELECT closure.place_id, closure.resource_id, closure.period, one::date AS day
        FROM workspaces_closure closure
        JOIN looked_at ON closure.period && looked_at.days
        CROSS JOIN LATERAL generate_series(
            (lower(closure.period * looked_at.days) AT TIME ZONE 'Europe/Paris')::date,
            (upper(closure.period * looked_at.days) AT TIME ZONE 'Europe/Paris')::date,
            interval '1 day'
        ) AS one
    ),
    shut AS (
        SELECT place_id, day, range_agg(period) AS ranges
        FROM closure WHERE resource_id IS NULL GROUP BY place_id, day
    ),
    left_open AS (
        SELECT place_id, day, opened.ranges - coalesce(shut.ranges, '{}') AS ranges
        FROM opened LEFT JOIN shut USING (place_id, day)
    ),
    closed_hours AS (
        SELECT above.id, above.place_id, closure.day, range_agg(closure.period) AS ranges
        FROM closure JOIN above ON above.whole_id = closure.resource_id
        GROUP BY above.id, above.place_id, closure.day
    ),
    held AS MATERIALIZED (
        SELECT space.id, space.place_id, booking.period, one::date AS day
        FROM workspaces_booking booking
        JOIN workspaces_hold hold ON hold.booking_id = booking.id
        JOIN space ON space.id = hold.resource_id
        CROSS JOIN LATERAL generate_series(
            (lower(booking.period) AT TIME ZONE 'Europe/Paris')::date,
            (upper(booking.period) AT TIME ZONE 'Europe/Paris')::date,
            interval '1 day'
        ) AS one
        WHERE booking.status = ANY(%(taken)s)
            AND booking.period && tstzrange(%(starts)s::timestamptz, %(ends)s::timestamptz)
    ),
    used AS (
        SELECT place_id, day, spaces.number AS times, ranges AS opened,
            NULL::tstzmultirange AS held
        FROM left_open JOIN spaces USING (place_id)
        UNION ALL
        SELECT closed_hours.place_id, day, -1, closed_hours.ranges * left_open.ranges, NULL
        FROM closed_hours JOIN left_open USING (place_id, day)
        UNION ALL
        SELECT held.place_id, held.day, 1, NULL,
            tstzmultirange(held.period) * left_open.ranges - coalesce(closed_hours.ranges, '{}')
        FROM held
        JOIN left_open ON left_open.place_id = held.place_id AND left_open.day = held.day
        LEFT JOIN closed_hours ON closed_hours.id = held.id AND closed_hours.day = held.day
    )
    SELECT place_id, date_trunc('month', day)::date AS month,
        sum(times * (
            SELECT sum(extract(epoch FROM upper(part) - lower(part))) FROM unnest(opened) part
        )) / 3600 AS open_hours,
        coalesce(sum((
            SELECT sum(extract(epoch FROM upper(part) - lower(part))) FROM unnest(held) part
        )), 0) / 3600 AS held_hours
    FROM used GROUP BY 1, 2
"""
"""SQL: `place_id`, `month` (its first day), `open_hours`, `held_hours`, for the days from `first`
to `last` (included), in Paris. Held hours are computed first, separately (`held`): open hours have
no statistics, and PostgreSQL would join all the days of a place with all its holds.
"""


def monthly_use_parameters(first: date, last: date) -> dict[str, Any]:
    """Returns the parameters of the statement `MONTHLY_USE`; one query."""
    places = Place.objects.filter(status=Place.Status.PUBLISHED).order_by()
    codes = places.values_list("commune__departement_id", flat=True).distinct()
    days = [
        (day, code)
        for code in codes
        for day in days_from(first, (last - first).days + 1)
        if public_holiday(day, code)
    ]
    return {
        "first": first,
        "last": last,
        "starts": instant(first, 0),
        "ends": instant(last + timedelta(days=1), 0),
        "holidays": [day for day, _code in days],
        "departements": [code for _day, code in days],
        "taken": list(OCCUPYING_STATUSES),
    }
