"""Fixtures shared by the tests of the help and those of people."""

from tests.people.conftest import signed_in_client

__all__ = ["signed_in_client"]
