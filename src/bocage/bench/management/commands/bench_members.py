"""`bocage bench_members`: the club that `bocage bench network` searches."""

from django.utils import timezone

from bocage.bench.harness.copying import finish_loading
from bocage.bench.harness.members_stage import MembersStage, set_members_stage
from bocage.bench.harness.stage_command import StageCommand


class Command(StageCommand):
    def set_stage(self, count: int) -> MembersStage:
        stage = set_members_stage(count, now=timezone.now())
        finish_loading()
        return stage
