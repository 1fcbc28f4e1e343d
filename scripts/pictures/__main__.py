"""Takes the pictures of the documents from a demo of its own.

    make screenshots                    all of them
    make screenshots ONLY="lieu club"   some

The demo lives in `var/pictures`, on a free port; it is loaded once, and again where that folder
is removed. The browser speaks French, as the pages do: the fields of dates follow it.
"""

from __future__ import annotations

import io
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from scripts.pictures.freshness import (
    MOST_BYTES,
    PICTURES_FOLDER,
    PROJECT,
    Made,
    digest_of,
    keep,
    kept,
    own_templates,
)
from scripts.pictures.table import PICTURES, Picture

DATA = PROJECT / "var" / "pictures"
READY_SECONDS = 300
STILL_TOLD = "finissent de se raconter"
"""What the page of the doors says until the demo is whole."""
QUALITIES = (80, 70, 60, 50, 40)


def main() -> None:
    """Takes the pictures that the arguments name, or all."""
    asked = set(sys.argv[1:])
    unknown = asked - {one.name for one in PICTURES}
    if unknown:
        sys.exit(f"No such picture: {', '.join(sorted(unknown))}.")
    wanted = [one for one in PICTURES if not asked or one.name in asked]
    with demo() as base:
        addresses = take(base, wanted)
        made = kept() | made_of(wanted, addresses)
    keep({one.name: made[one.name] for one in PICTURES if one.name in made})


@contextmanager
def demo() -> Iterator[str]:
    """A demo that is whole, and stopped at the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    base = f"http://127.0.0.1:{port}"
    os.environ |= {
        "BOCAGE_DATA_DIR": str(DATA),
        "BOCAGE_PORT": str(port),
        "BOCAGE_DEMO": "true",
        "DJANGO_SETTINGS_MODULE": "bocage.settings",
    }
    up = [sys.executable, "-m", "bocage", "up", "--demo", "--data-dir", str(DATA)]
    with subprocess.Popen([*up, "--port", str(port), "--web-workers", "1"]) as process:
        try:
            wait_until_told(base, process)
            yield base
        finally:
            process.terminate()


def wait_until_told(base: str, process: subprocess.Popen[bytes]) -> None:
    """Waits until the demo has loaded all that it tells."""
    for _second in range(READY_SECONDS):
        if process.poll() is not None:
            sys.exit("The demo stopped.")
        try:
            with urllib.request.urlopen(f"{base}/demo/", timeout=5) as page:
                told = page.read().decode()
                if STILL_TOLD not in told and 'class="door"' in told:
                    return
        except (urllib.error.URLError, OSError):
            pass
        time.sleep(1)
    sys.exit(f"The demo was not told in {READY_SECONDS} seconds.")


def take(base: str, wanted: list[Picture]) -> dict[str, str]:
    """Takes the pictures; where each led to, by name."""
    program = os.environ.get("CHROMIUM") or str(PROJECT / ".tools" / "chromium")
    french = {**os.environ, "LANGUAGE": "fr_FR", "LANG": "fr_FR.UTF-8"}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--lang=fr-FR"], env=french
        )
        return {one.name: take_one(browser, base, one) for one in wanted}


def take_one(browser: Browser, base: str, picture: Picture) -> str:
    """Takes one picture; the path that it was taken at."""
    size: Any = {"width": picture.width, "height": picture.height}
    with browser.new_context(viewport=size, locale="fr-FR", color_scheme="light") as context:
        page = context.new_page()
        if picture.role:
            enter(page, base, picture.role)
        answer = page.goto(base + picture.address)
        if answer is None or not answer.ok:
            sys.exit(f"{picture.name}: {picture.address} does not open.")
        for selector in picture.clicked:
            page.locator(selector).first.click()
        page.wait_for_load_state("networkidle")
        page.evaluate("document.querySelector('.demo-strip')?.remove()")
        weight = write(PICTURES_FOLDER / f"{picture.name}.webp", page.screenshot())
        print(f"{picture.name}.webp: {weight // 1000} kB")
        return page.url.removeprefix(base)


def enter(page: Page, base: str, email: str) -> None:
    """Enters the demo as a member of the cast."""
    page.goto(f"{base}/demo/")
    page.locator(f'form:has(input[value="{email}"]) button').click()
    page.wait_for_load_state()


def write(path: Path, screenshot: bytes) -> int:
    """Writes a picture that weighs what it may; its bytes."""
    picture = Image.open(io.BytesIO(screenshot)).convert("RGB")
    for quality in QUALITIES:
        content = io.BytesIO()
        picture.save(content, "WEBP", quality=quality, method=6)
        if content.tell() <= MOST_BYTES:
            path.write_bytes(content.getvalue())
            return content.tell()
    sys.exit(f"{path.name} weighs more than {MOST_BYTES} bytes.")


def made_of(wanted: list[Picture], addresses: dict[str, str]) -> dict[str, Made]:
    """The templates that render each page, as Django reads them here on the data of the demo."""
    import django

    django.setup()
    from django.test import Client
    from django.test.utils import setup_test_environment

    from bocage.people.models import Person

    setup_test_environment()
    made: dict[str, Made] = {}
    for picture in wanted:
        client = Client()
        if picture.role:
            client.force_login(
                Person.objects.get(email=picture.role), "bocage.people.backends.PersonBackend"
            )
        answer = client.get(addresses[picture.name])
        read = [Path(str(one.origin.name)) for one in answer.templates if one.origin]
        templates = own_templates(read)
        if not templates:
            sys.exit(f"{picture.name}: no template of its own was read.")
        made[picture.name] = {"templates": templates, "digest": digest_of(templates)}
    return made


if __name__ == "__main__":
    main()
