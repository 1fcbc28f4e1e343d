"""What tests of the course may count on."""

from tests.operations_of_pages import run_as_pages

run_as_pages("bocage.training")
