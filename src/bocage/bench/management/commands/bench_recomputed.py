"""`bocage bench_recomputed`: figures of the last night made again from the rows."""

from bocage.bench.harness.country_stage import RecomputedStage, recompute
from bocage.bench.harness.stage_command import StageCommand


class Command(StageCommand):
    def set_stage(self, count: int) -> RecomputedStage:
        return recompute(count)
