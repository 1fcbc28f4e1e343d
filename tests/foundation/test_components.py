"""Typos in components are detected: every template is checked against their declarations."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.template import Context, TemplateDoesNotExist, TemplateSyntaxError, engines
from django.template.base import Node, Template
from django.template.loader import get_template
from django_cotton.compiler_regex import CottonCompiler
from django_cotton.templatetags._component import CottonComponentNode
from django_cotton.templatetags._slot import CottonSlotNode
from django_cotton.templatetags._vars import CottonVarsNode

PROJECT = Path(__file__).resolve().parents[2]
PRODUCT = PROJECT / "src" / "bocage"
COMPONENTS = PRODUCT / "foundation" / "templates" / "cotton"
ALWAYS_PASSED_ON = ("hx-", "data-", "aria-")
ICON = re.compile(r"""{%\s*icon\s+"([\w-]+)"|\bicon="([\w-]+)"|<c-icon\s+name="([\w-]+)\"""")


def template_names() -> list[str]:
    return sorted(
        path.relative_to(folder).as_posix()
        for folder in PRODUCT.glob("*/templates")
        for path in folder.rglob("*.html")
    )


def parsed(name: str) -> Template:
    return get_template(name).template


def uses(template: Template) -> Iterator[CottonComponentNode]:
    yield from template.nodelist.get_nodes_by_type(CottonComponentNode)


def component_path(name: str) -> str:
    return f"cotton/{name.replace('.', '/').replace('-', '_')}.html"


def declared(component: Template) -> set[str]:
    """The attributes and slots that a component declares in its `<c-vars>`."""
    names: set[str] = set()
    for node in component.nodelist.get_nodes_by_type(CottonVarsNode):
        assert isinstance(node, CottonVarsNode)
        names |= {var.exclude_key for var in node._prepared_vars} | set(node.empty_vars)
    return names


def passes_on(component: Template) -> bool:
    return "{% passed_on attrs %}" in component.source


def own_slots(node: CottonComponentNode) -> set[str]:
    """The named slots given to a component, not those given to components inside it."""
    names: set[str] = set()

    def look(children: list[Node]) -> None:
        for child in children:
            if isinstance(child, CottonSlotNode):
                names.add(child.slot_name)
            elif not isinstance(child, CottonComponentNode):
                for attribute in child.child_nodelists:
                    look(list(getattr(child, attribute, None) or []))

    look(list(node.nodelist))
    return names


def faults(template: Template) -> list[str]:
    """Returns the attributes of a template that a component does not declare."""
    messages = []
    for node in uses(template):
        try:
            component = parsed(component_path(node.component_name))
        except TemplateDoesNotExist:
            messages.append(f"there is no component <c-{node.component_name}>")
            continue
        declared_names = declared(component)
        passed_names = {attr.key for attr in node._prepared_attrs} | own_slots(node)
        if passes_on(component):
            passed_names = {name for name in passed_names if not name.startswith(ALWAYS_PASSED_ON)}
        unknown = sorted(
            passed_names - {name.replace("_", "-") for name in declared_names} - declared_names
        )
        messages += [f"<c-{node.component_name}> declares no « {name} »" for name in unknown]
    return messages


def from_source(source: str) -> Template:
    compiled = CottonCompiler().process(source)
    return engines["django"].from_string(compiled).template


def test_a_template_gives_components_only_what_they_declare() -> None:
    faults_by_template = {name: faults(parsed(name)) for name in template_names()}

    assert {name: wrong for name, wrong in faults_by_template.items() if wrong} == {}


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ('<c-button knid="main">x</c-button>', "<c-button> declares no « knid »"),
        ('<c-buton kind="main">x</c-buton>', "there is no component <c-buton>"),
        ('<c-chip data-x="1">x</c-chip>', "<c-chip> declares no « data-x »"),
        ('<c-card><c-slot name="foot">x</c-slot></c-card>', "<c-card> declares no « foot »"),
        (
            '{% if 1 %}<c-card><c-stat nom="x" /></c-card>{% endif %}',
            "<c-stat> declares no « nom »",
        ),
    ],
)
def test_a_typo_is_found(source: str, fault: str) -> None:
    assert faults(from_source(source)) == [fault]


def test_what_is_declared_or_passed_on_is_let_through() -> None:
    source = '<c-button kind="main" hx-get="/x/" aria-pressed="true">x</c-button>'
    assert faults(from_source(source)) == []


def test_an_undeclared_attribute_also_fails_when_the_page_is_drawn() -> None:
    with pytest.raises(TemplateSyntaxError, match="declares no attribute knid"):
        from_source('<c-button knid="main">x</c-button>').render(Context())


def test_what_is_passed_on_is_escaped() -> None:
    html = from_source('<c-button :data-name="name">x</c-button>').render(
        Context({"name": '"><script>alert(1)</script>'})
    )
    assert 'data-name="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"' in html


def test_a_component_sees_nothing_of_the_page_around_it() -> None:
    html = from_source("<c-chip>x</c-chip>").render(Context({"tone": "warn", "icon": "check"}))
    assert html.strip() == '<span class="chip">x</span>'


def test_every_icon_that_a_page_names_is_drawn() -> None:
    icons = {path.stem for path in (PROJECT / "frontend" / "icons").glob("*.svg")}
    icon_names = {
        next(filter(None, match))
        for folder in PRODUCT.glob("*/templates")
        for path in folder.rglob("*.html")
        for match in ICON.findall(path.read_text())
    }
    assert icon_names - icons == set()
    assert "search" in icons


def test_every_component_is_shown_in_the_style_guide() -> None:
    examples = PRODUCT / "foundation" / "templates" / "foundation" / "style" / "examples"
    examples_shown = {
        node.component_name.replace("-", "_")
        for path in examples.glob("*.html")
        for node in uses(parsed(f"foundation/style/examples/{path.name}"))
    }
    components = {path.stem for path in COMPONENTS.glob("*.html")}
    # These two are shown by the form and by the layout of the guide itself.
    assert components - examples_shown == {"error_summary", "messages"}
