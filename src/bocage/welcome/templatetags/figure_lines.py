"""Rows of a figure's table, rendered in Python: a table by commune has thousands of cells."""

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

from bocage.welcome.figures.tables import Figure

register = template.Library()

LINE = """<tr><th scope="row">{}</th>{}</tr>"""
CELL = """<td class="number" data-label="{}">{}</td>"""


@register.simple_tag
def figure_lines(figure: Figure) -> SafeString:
    """Renders the rows of a figure, each cell with the name of its column, as phones show them."""
    columns = [escape(column) for column in figure.columns]
    parts = [
        LINE.format(
            escape(capfirst(row.label)),
            "".join(
                CELL.format(column, escape(cell.text))
                for column, cell in zip(columns, row.cells, strict=True)
            ),
        )
        for row in figure.rows
    ]
    return mark_safe("".join(parts))  # noqa: S308 - each of its words is escaped above
