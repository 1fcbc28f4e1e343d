"""`bocage bench_country`: five years of so many départements, for `bocage bench evidence`."""

from bocage.bench.harness.copying import finish_loading
from bocage.bench.harness.country_stage import CountryStage, set_country_stage
from bocage.bench.harness.nation import beginning_of_today
from bocage.bench.harness.stage_command import StageCommand


class Command(StageCommand):
    def set_stage(self, count: int) -> CountryStage:
        stage = set_country_stage(count, now=beginning_of_today())
        finish_loading()
        return stage
