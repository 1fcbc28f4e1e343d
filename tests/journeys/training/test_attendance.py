"""A half-day is signed: drawn with a finger, then typed by who has a keyboard alone."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from bocage.people.models import Person
from bocage.training.models import AttendanceEntry
from tests.journeys.checks import check_page
from tests.journeys.conftest import screens
from tests.training.attendance.factories import Course, make_course

pytestmark = [pytest.mark.django_db(transaction=True), screens("phone")]


@pytest.fixture
def course(live_server: Any) -> Course:
    """A course whose morning has begun."""
    started_at = timezone.now() - timedelta(minutes=5)
    course = make_course(days=3)
    course.morning.period = DateTimeTZRange(started_at, started_at + timedelta(hours=3))
    course.morning.save(update_fields=["period"])
    return course


def test_a_signature_is_drawn_on_a_phone_and_typed_on_the_tablet_that_goes_round(
    page: Page, course: Course, sign_in: Callable[[Person], None]
) -> None:
    sign_in(course.ines.person)
    page.goto(reverse("own_course", args=[course.ines.pk]))
    page.get_by_role("link", name="Émarger").click()
    check_page(page)
    page.get_by_label("J’étais là").check()
    page.get_by_role("button", name="Signer", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Signez dans le cadre")
    frame = page.locator("canvas.signature-frame")
    frame.scroll_into_view_if_needed()
    box = frame.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 20, box["y"] + box["height"] / 2)
    page.mouse.down()
    for step in range(12):
        page.mouse.move(box["x"] + 20 + 15 * step, box["y"] + box["height"] * (0.3 + step % 2 / 3))
    page.mouse.up()
    expect(page.get_by_role("status").filter(has_text="Signature dessinée.")).to_be_visible()
    page.get_by_role("button", name="Signer", exact=True).press("Enter")
    expect(page.get_by_text("C’est signé. Merci !")).to_be_visible()
    check_page(page)

    sign_in(course.teacher.person)
    page.goto(reverse("session_attendance", args=[course.morning.pk]))
    check_page(page)
    page.get_by_role("link", name="Signer : Malo Périn").press("Enter")
    page.get_by_label("Ou écrivez votre nom en entier").focus()
    page.keyboard.type("malo perin")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("row", name="Malo Périn")).to_contain_text("Signé")
    drawn_entry, typed_entry = AttendanceEntry.objects.order_by("number").select_related("details")
    assert drawn_entry.details.text("drawn").startswith("M")
    assert (typed_entry.details.text("typed"), typed_entry.method) == ("malo perin", "shared")
