"""`bocage bench_projects`: the projects whose board `bocage bench welcome` measures."""

from django.utils import timezone

from bocage.bench.harness.copying import finish_loading
from bocage.bench.harness.projects_stage import ProjectsStage, set_projects_stage
from bocage.bench.harness.stage_command import StageCommand


class Command(StageCommand):
    def set_stage(self, count: int) -> ProjectsStage:
        stage = set_projects_stage(count, now=timezone.now())
        finish_loading()
        return stage
