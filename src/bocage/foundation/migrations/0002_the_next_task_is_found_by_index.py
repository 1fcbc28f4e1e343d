"""Taking the next task stays as quick with thousands of tasks waiting as with ten.

The worker's connections plan the statement of Procrastinate when few tasks wait, and keep that
plan, which compares all tasks that wait with each other (docs/decisions/next-task-by-index.md).
"""

from django.db import migrations

FETCH = "FUNCTION procrastinate_fetch_job_v2(character varying[], bigint)"


class Migration(migrations.Migration):
    dependencies = [
        ("foundation", "0001_mails_and_settings"),
        ("procrastinate", "0041_post_retry_failed_job"),
    ]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX bocage_jobs_of_a_lock ON procrastinate_jobs (lock)"
            " WHERE lock IS NOT NULL",
            reverse_sql="DROP INDEX bocage_jobs_of_a_lock",
        ),
        migrations.RunSQL(
            f"ALTER {FETCH} SET enable_seqscan = off",
            reverse_sql=f"ALTER {FETCH} RESET enable_seqscan",
        ),
    ]
