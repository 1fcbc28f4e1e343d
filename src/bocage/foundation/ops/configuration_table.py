"""The table of docs/operations/configuration.md, made from the fields of the configuration."""

from pathlib import Path

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from bocage.foundation.ops.configuration import PROJECT_FOLDER, Configuration

DOCUMENT = PROJECT_FOLDER / "docs" / "operations" / "configuration.md"
START = "<!-- This table is written by `bocage configuration_table`. -->"
END = "<!-- End of the table. -->"


def write_table(document: Path = DOCUMENT) -> None:
    """Puts the present table in the document, and leaves the rest of it alone."""
    document.write_text(with_present_table(document.read_text()))


def with_present_table(text: str) -> str:
    """Returns a text with the present table between its two marks.

    Raises:
        ValueError: a mark is missing.
    """
    before, _start, remaining = text.partition(START)
    _old, end, after = remaining.partition(END)
    if not end:
        raise ValueError("The marks around the table are missing")
    return f"{before}{START}\n\n{table()}\n{END}{after}"


def table() -> str:
    """Returns a Markdown table of all the variables with their meaning and their default."""
    rows = [
        f"| `{variable(name)}` | {shown_default(name, field)} | {meaning(field)} |\n"
        for name, field in Configuration.model_fields.items()
    ]
    return "| variable | default | meaning |\n|---|---|---|\n" + "".join(rows)


def variable(name: str) -> str:
    """Returns the name in the environment of a field of the configuration."""
    return "DATABASE_URL" if name == "database_url" else f"BOCAGE_{name.upper()}"


def meaning(field: FieldInfo) -> str:
    return (field.description or "").replace("|", "\\|")


def shown_default(name: str, field: FieldInfo) -> str:
    """Returns the default as it would be written in the environment."""
    if name == "secret_key":
        return "a published key"
    if field.default is PydanticUndefined:
        return "`var`"
    if isinstance(field.default, bool):
        return f"`{str(field.default).lower()}`"
    return f"`{field.default}`" if field.default != "" else "(empty)"
