"""Conversion between the answers of a project and the values of the form's steps."""

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter

from bocage.welcome.projects.operations.projects import ProjectAnswers

_answers = TypeAdapter(ProjectAnswers)


def answers_as_values(answers: ProjectAnswers) -> dict[str, Any]:
    """Returns every answer by name, as JSON values."""
    values: dict[str, Any] = _answers.dump_python(answers, mode="json")
    return values


def answers_from_values(values: Mapping[str, Any], changed: Mapping[str, Any]) -> ProjectAnswers:
    """Returns the household's answers with those of one step replaced."""
    return _answers.validate_python({**values, **changed})
