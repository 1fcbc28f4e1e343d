"""Fixtures of the tests of the course."""

from tests.operations_of_pages import run_as_pages

run_as_pages("bocage.training")
