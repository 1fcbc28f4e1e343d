"""Rendering of the sections that each subject adds to the two pages of a project, and to « ma
commune ».
"""

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from bocage.welcome.communes.page_registry import ShownCommuneSection
from bocage.welcome.projects.sections import ShownProjectSection

register = template.Library()


@register.simple_tag(takes_context=True)
def draw_section(
    context: Context, section: ShownProjectSection | ShownCommuneSection
) -> SafeString:
    """Renders one section of the page: the context of its subject is available under its own names,
    and under `section` for templates that prefer to name its origin.
    """
    extra_context = {**section.context, "section": section.context, "section_name": section.name}
    with context.push(**extra_context):
        engine = context.template.engine  # type: ignore[union-attr]  # it is being drawn
        return engine.get_template(section.template).render(context)
