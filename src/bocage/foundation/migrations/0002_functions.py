"""Functions that every room asks, and the next task found by an index.

`foundation_count_change` counts the versions of what anybody may read. A key of a request is taken,
and its answer kept, by a SELECT, which PostgreSQL keeps prepared (docs/decisions/prepared-statements.md).
The policies of row-level security ask for whom the request reads, and on which day.

The worker's connections plan the statement of Procrastinate when few tasks wait, and keep that
plan, which compares all tasks that wait with each other (docs/decisions/next-task-by-index.md).
"""

from django.db import migrations

COUNT_CHANGE = """
CREATE FUNCTION foundation_count_change(told_subject text, told_object uuid) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    whole constant uuid := '00000000-0000-0000-0000-000000000000';
BEGIN
    IF told_object IS NULL THEN
        RETURN;
    END IF;
    IF told_object <> whole THEN
        PERFORM foundation_count_change(told_subject, whole);
    END IF;
    UPDATE foundation_publicversion SET number = number + 1, at = clock_timestamp()
    WHERE id = (
        SELECT id FROM foundation_publicversion
        WHERE subject = told_subject AND object = told_object
        ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED
    );
    IF NOT FOUND THEN
        INSERT INTO foundation_publicversion (subject, object, number, at)
        VALUES (told_subject, told_object, 1, clock_timestamp());
    END IF;
END
$$;
"""
REQUESTS = """
CREATE FUNCTION foundation_take_key(by_whom text, its_key text, what text, since timestamptz)
RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO foundation_answeredrequest
        (subject, key, fingerprint, status, body, location, created_at)
        VALUES (by_whom, its_key, what, 0, '', '', since)
        ON CONFLICT (subject, key) DO NOTHING;
    RETURN FOUND;
END
$$;
CREATE FUNCTION foundation_store_answer(
    by_whom text, its_key text, code integer, text_of_it text, address text
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE foundation_answeredrequest
        SET status = code, body = text_of_it, location = address
        WHERE subject = by_whom AND key = its_key;
END
$$;
"""
NO_REQUESTS = """
DROP FUNCTION foundation_take_key(text, text, text, timestamptz);
DROP FUNCTION foundation_store_answer(text, text, integer, text, text);
"""
READER = """
CREATE FUNCTION bocage_reader() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN current_setting('bocage.person', true) ~ '^[0-9a-f-]{36}$'
        THEN current_setting('bocage.person', true)::uuid END
$$;
CREATE FUNCTION bocage_reads_by_link() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(current_setting('bocage.person', true) = 'link', false)
$$;
CREATE FUNCTION bocage_day() RETURNS date LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(nullif(current_setting('bocage.day', true), '')::date, current_date)
$$;
"""
NO_READER = """
DROP FUNCTION bocage_reader();
DROP FUNCTION bocage_reads_by_link();
DROP FUNCTION bocage_day();
"""
FETCH = "FUNCTION procrastinate_fetch_job_v2(character varying[], bigint)"


class Migration(migrations.Migration):
    dependencies = [
        ("foundation", "0001_initial"),
        ("procrastinate", "0041_post_retry_failed_job"),
    ]

    operations = [
        migrations.RunSQL(COUNT_CHANGE, "DROP FUNCTION foundation_count_change(text, uuid)"),
        migrations.RunSQL(REQUESTS, NO_REQUESTS),
        migrations.RunSQL(READER, NO_READER),
        migrations.RunSQL(
            "CREATE INDEX bocage_jobs_of_a_lock ON procrastinate_jobs (lock)"
            " WHERE lock IS NOT NULL",
            "DROP INDEX bocage_jobs_of_a_lock",
        ),
        migrations.RunSQL(
            f"ALTER {FETCH} SET enable_seqscan = off", f"ALTER {FETCH} RESET enable_seqscan"
        ),
    ]
