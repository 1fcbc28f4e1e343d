import pytest
from asgiref.sync import async_to_sync
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from bocage.foundation.tasks import take_up_abandoned


def job_of_a_worker_heard(seconds_ago: int) -> int:
    """A task that a worker is doing, by its number."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into procrastinate_workers (last_heartbeat)"
            " values (now() - make_interval(secs => %s)) returning id",
            [seconds_ago],
        )
        (worker,) = cursor.fetchone()
        cursor.execute(
            "insert into procrastinate_jobs (task_name, queue_name, status, worker_id)"
            " values ('remind', 'default', 'doing', %s) returning id",
            [worker],
        )
        (job,) = cursor.fetchone()
    return job


@pytest.mark.django_db
def test_task_of_a_killed_worker_is_done_again_and_that_of_a_living_one_is_left():
    abandoned = job_of_a_worker_heard(seconds_ago=40)
    underway = job_of_a_worker_heard(seconds_ago=5)
    async_to_sync(take_up_abandoned.func)(timestamp=0)
    states = dict(ProcrastinateJob.objects.values_list("id", "status"))
    assert states == {abandoned: "todo", underway: "doing"}
