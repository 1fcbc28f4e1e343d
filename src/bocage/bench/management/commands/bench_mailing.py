"""`bocage bench_mailing`: an announcement to so many members, for `bocage bench network`."""

from django.utils import timezone

from bocage.bench.harness.copying import finish_loading
from bocage.bench.harness.mailing_stage import MailingStage, queue_a_mailing
from bocage.bench.harness.members_stage import set_members_stage
from bocage.bench.harness.stage_command import StageCommand


class Command(StageCommand):
    def set_stage(self, count: int) -> MailingStage:
        set_members_stage(count, now=timezone.now())
        finish_loading()
        return queue_a_mailing(now=timezone.now())
