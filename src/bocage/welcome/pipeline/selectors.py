"""Task templates of a département: default ones, and those that it changed."""

from collections import defaultdict
from dataclasses import dataclass, replace

from bocage.welcome.pipeline.models.task_templates import OwnTaskTemplate, TaskTemplateOrder
from bocage.welcome.pipeline.models.tasks import TaskSide
from bocage.welcome.pipeline.task_templates import ORDER, TEMPLATES, TaskTemplate
from bocage.welcome.projects.facts import Fact
from bocage.welcome.projects.models.projects import STAGES, Stage

DEFAULTS = {template.name: template for template in TEMPLATES}


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateLine:
    """Task template as a département has it. `own` is its own version, if any."""

    template: TaskTemplate
    own: OwnTaskTemplate | None = None

    @property
    def is_active(self) -> bool:
        return self.own is None or self.own.is_active

    @property
    def is_of_the_product(self) -> bool:
        """True if the template is a default one, whose text can be restored."""
        return self.template.name in DEFAULTS


def lines_of(departement: str) -> list[TemplateLine]:
    """Lists every template of a département, by stage and in its order; two queries."""
    own_templates = {
        row.name: row for row in OwnTaskTemplate.objects.filter(departement=departement)
    }
    lines = [
        TemplateLine(
            template=as_written(default, own_templates.get(default.name)),
            own=own_templates.get(default.name),
        )
        for default in TEMPLATES
    ]
    lines += [
        TemplateLine(template=as_written(None, row), own=row)
        for row in sorted(own_templates.values(), key=lambda row: row.pk)
        if row.name not in DEFAULTS
    ]
    ranks = _ranks(departement)
    return sorted(lines, key=lambda line: _place(line.template, ranks))


def templates_of(stage: str, departement: str) -> list[TaskTemplate]:
    """Lists the active templates of a stage in a département. Only this stage: tasks of stages that
    were skipped would be late at once.
    """
    return [
        line.template
        for line in lines_of(departement)
        if line.is_active and line.template.stage == stage
    ]


def order_of(departement: str) -> dict[str, int]:
    """Maps the name of each template to its rank in the lists of a département."""
    return {line.template.name: rank for rank, line in enumerate(lines_of(departement))}


def as_written(default: TaskTemplate | None, own_template: OwnTaskTemplate | None) -> TaskTemplate:
    """Returns a template with the words of the département. Only the default template decides
    whether a household needs it.
    """
    if own_template is None:
        if default is None:
            raise ValueError("neither the product nor the département wrote it")
        return default
    template = TaskTemplate(
        name=own_template.name,
        stage=Stage(own_template.stage),
        title=own_template.title,
        help=own_template.help,
        side=TaskSide(own_template.side),
        within_days=own_template.within_days,
        fact=Fact(own_template.closing_fact) if own_template.closing_fact else None,
    )
    if default is None:
        return template
    return replace(template, applies=default.applies, only_if=default.only_if)


_Ranks = dict[str, dict[str, int]]


def _ranks(departement: str) -> _Ranks:
    ranks: _Ranks = defaultdict(dict)
    for order in TaskTemplateOrder.objects.filter(departement=departement):
        ranks[order.stage] = {name: rank for rank, name in enumerate(order.names)}
    return ranks


def _place(template: TaskTemplate, ranks: _Ranks) -> tuple[int, int, int]:
    """Returns the sort key of a template: by stage, then the order of the département, then the
    default order.
    """
    stage_ranks = ranks.get(template.stage, {})
    usual = ORDER.get(template.name, len(ORDER))
    return (STAGES.index(template.stage), stage_ranks.get(template.name, len(stage_ranks)), usual)
