-- A copy of the holds of bookings that is cut by month, whose old months leave without a lock
-- (PostgreSQL 17 or newer). Beside the table of Bocage, which stays as it is: for a database that keeps
-- or counts what was booked for many years.
--
-- Two holds of one resource cannot overlap there either. The exclusion constraint compares the month by
-- equality, and no hold crosses a month: what did is written as two, cut where a month ends in UTC.
--
--     psql --single-transaction --set ON_ERROR_STOP=1 --file holds_by_month.sql "$DATABASE_URL"
--
-- Before a month begins:       CALL begin_month_of_holds('2027-01-01')
-- When an old one shall leave, outside any transaction:
--     ALTER TABLE workspaces_hold_by_month DETACH PARTITION workspaces_hold_2024_01 CONCURRENTLY
-- It waits for the transactions that were open, and nobody waits for it. The table that is left is whole:
-- `pg_dump --table`, then DROP TABLE.

CREATE TABLE workspaces_hold_by_month (
    LIKE workspaces_hold,
    month date NOT NULL,
    -- No foreign key: a month that leaves would lock what its holds refer to.
    CONSTRAINT workspaces_hold_by_month_once PRIMARY KEY (month, booking_id, resource_id),
    CONSTRAINT workspaces_hold_by_month_no_overlap
        EXCLUDE USING gist (month WITH =, resource_id WITH =, period WITH &&) WHERE (is_holding),
    CONSTRAINT workspaces_hold_by_month_is_a_first CHECK (extract(day FROM month) = 1),
    CONSTRAINT workspaces_hold_by_month_crosses_none CHECK (
        NOT isempty(period) AND period <@ tstzrange(
            month::timestamp AT TIME ZONE 'UTC', (month + interval '1 month') AT TIME ZONE 'UTC')
    )
) PARTITION BY LIST (month);

-- Made apart, then attached: a table that is made in its place would wait for every reader.
CREATE PROCEDURE begin_month_of_holds(begun date) LANGUAGE plpgsql AS $$
DECLARE
    name CONSTANT text := to_char(begun, '"workspaces_hold_"YYYY_MM');
BEGIN
    EXECUTE format('CREATE TABLE %I (LIKE workspaces_hold_by_month INCLUDING ALL)', name);
    EXECUTE format('ALTER TABLE workspaces_hold_by_month ATTACH PARTITION %I FOR VALUES IN (%L)', name, begun);
END
$$;

DO $$
DECLARE
    begun date;
BEGIN
    CREATE TEMPORARY TABLE hold_and_month ON COMMIT DROP AS
        SELECT hold.id AS hold_id, month::date
        FROM workspaces_hold hold, generate_series(
            date_trunc('month', lower(period) AT TIME ZONE 'UTC'),
            upper(period) AT TIME ZONE 'UTC' - interval '1 microsecond', '1 month') month;
    FOR begun IN
        SELECT DISTINCT month FROM hold_and_month
        UNION SELECT date_trunc('month', now() AT TIME ZONE 'UTC' + ahead * interval '1 month')::date
            FROM generate_series(0, 12) ahead
        ORDER BY month
    LOOP
        CALL begin_month_of_holds(begun);
    END LOOP;
    INSERT INTO workspaces_hold_by_month
        (id, booking_id, resource_id, is_holding, is_implied, taken_at, month, period)
    SELECT id, booking_id, resource_id, is_holding, is_implied, taken_at, month, period * tstzrange(
        month::timestamp AT TIME ZONE 'UTC', (month + interval '1 month') AT TIME ZONE 'UTC')
    FROM workspaces_hold JOIN hold_and_month ON hold_id = id;
END
$$;

ANALYZE workspaces_hold_by_month;
