"""Takes the pictures of the documents from instances of its own.

    make screenshots                    all of them
    make screenshots ONLY="lieu club"   some

They are served on a free port, from a persistent folder (`scripts/pictures/stages.py`).

Some texts are the browser's: dates of fields and the button of a file field are in its own
language. Headless Chromium has only English, so a picture with such a field is taken with a full
one in French (on Debian: `apt-get install chromium chromium-l10n`, then `make screenshots
CHROMIUM=/usr/bin/chromium`).
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
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import django
from django.test import Client
from django.test.utils import setup_test_environment
from django.urls import resolve
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from scripts.browser import program
from scripts.pictures.freshness import (
    MAX_BYTES,
    PICTURES_FOLDER,
    Made,
    digest_of,
    modules_of,
    own_files,
    read_record,
    save_records,
    shared,
)
from scripts.pictures.stages import STAGES, Stage
from scripts.pictures.table import PICTURES, Picture

PARIS = ZoneInfo("Europe/Paris")
READY_SECONDS = 300
QUALITIES = (80, 70, 60, 50, 40)
WRITTEN_BY_THE_BROWSER = """() => [...document.querySelectorAll(
  "input:is([type=date], [type=time], [type=datetime-local], [type=month], [type=file])"
)].some((field) => {
  const box = field.getBoundingClientRect();
  return box.width > 1 && box.bottom > 0 && box.top < innerHeight;
})"""
"""Script that checks whether a page has a field with texts of the browser."""
REQUIRED_MESSAGE = (
    "Object.assign(document.createElement('input'), {required: true}).validationMessage"
)
TO_SPEAK_FRENCH = (
    "On Debian: apt-get install chromium chromium-l10n, "
    "then make screenshots CHROMIUM=/usr/bin/chromium."
)


def main() -> None:
    """Takes the pictures that the arguments name, or all."""
    names = set(sys.argv[1:])
    unknown = names - {picture.name for picture in PICTURES}
    if unknown:
        sys.exit(f"No such picture: {', '.join(sorted(unknown))}.")
    pictures = [picture for picture in PICTURES if not names or picture.name in names]
    groups = [[picture for picture in pictures if picture.stage == name] for name in STAGES]
    groups = [group for group in groups if group]
    if len(groups) > 1:  # A process reads its settings once, and they name one instance.
        commands = [
            [sys.executable, "-m", "scripts.pictures", *(picture.name for picture in group)]
            for group in groups
        ]
        sys.exit(max(subprocess.run(command, check=False).returncode for command in commands))
    stage = STAGES[pictures[0].stage]
    with served(stage) as base:
        django.setup()
        addresses = take(base, stage, pictures)
        records = read_record() | made_of(stage, pictures, addresses)
    save_records(
        {picture.name: records[picture.name] for picture in PICTURES if picture.name in records}
    )
    if missing := [picture.name for picture in pictures if picture.name not in addresses]:
        sys.exit(
            f"Not taken, for a browser that speaks French: {' '.join(missing)}. {TO_SPEAK_FRENCH}"
        )


@contextmanager
def served(stage: Stage) -> Iterator[str]:
    """Runs an instance with complete data within the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    base = f"http://127.0.0.1:{port}"
    os.environ |= {
        "BOCAGE_DATA_DIR": str(stage.folder),
        "BOCAGE_PORT": str(port),
        "BOCAGE_DEMO": str(stage.is_demo).lower(),
        "DJANGO_SETTINGS_MODULE": "bocage.settings",
        "DJANGO_ALLOW_ASYNC_UNSAFE": "true",  # Playwright keeps a loop in this very thread.
    }
    up = [sys.executable, "-m", "bocage", "up", "--data-dir", str(stage.folder)]
    with subprocess.Popen([*up, "--port", str(port), "--web-workers", "1"]) as process:
        try:
            wait_until_whole(base, stage, process)
            yield base
        finally:
            process.terminate()


def wait_until_whole(base: str, stage: Stage, process: subprocess.Popen[bytes]) -> None:
    """Waits until the instance serves all that it has to show."""
    for _second in range(READY_SECONDS):
        if process.poll() is not None:
            sys.exit("The instance stopped.")
        try:
            with urllib.request.urlopen(base + stage.first_page, timeout=5) as page:
                if stage.is_whole(page.read().decode()):
                    return
        except (urllib.error.URLError, OSError):
            pass
        time.sleep(1)
    sys.exit(f"The instance was not whole in {READY_SECONDS} seconds.")


def take(base: str, stage: Stage, pictures: list[Picture]) -> dict[str, str]:
    """Takes the pictures; where each that was taken led to, by name."""
    french = {**os.environ, "LANGUAGE": "fr_FR", "LANG": "fr_FR.UTF-8"}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program(), args=["--no-sandbox", "--lang=fr-FR"], env=french
        )
        addresses = {picture.name: take_one(browser, base, stage, picture) for picture in pictures}
    return {name: path for name, path in addresses.items() if path is not None}


def take_one(browser: Browser, base: str, stage: Stage, picture: Picture) -> str | None:
    """Takes one picture; the path that it was taken at, or None where the browser would put words
    of another language on it."""
    size: Any = {"width": picture.width, "height": picture.height}
    with browser.new_context(viewport=size, locale="fr-FR", color_scheme="light") as context:
        page = context.new_page()
        if picture.role:
            stage.enter(page, base, picture.role)
        answer = page.goto(base + picture.address_on(datetime.now(PARIS).date()))
        if answer is None or not answer.ok:
            sys.exit(f"{picture.name}: {picture.address} does not open.")
        for selector in picture.clicked:
            page.locator(selector).first.click()
        page.wait_for_load_state("networkidle")
        page.evaluate("document.querySelector('.demo-strip')?.remove()")
        if page.evaluate(WRITTEN_BY_THE_BROWSER) and not speaks_french(page):
            return None
        weight = write(PICTURES_FOLDER / f"{picture.name}.webp", page.screenshot())
        print(f"{picture.name}.webp: {weight // 1000} kB")
        return page.url.removeprefix(base)


def speaks_french(page: Page) -> bool:
    """Checks whether the texts of the browser are French."""
    return str(page.evaluate(REQUIRED_MESSAGE)).startswith("Veuillez")


def write(path: Path, screenshot: bytes) -> int:
    """Writes a picture within its maximum size; returns its bytes."""
    picture = Image.open(io.BytesIO(screenshot)).convert("RGB")
    for quality in QUALITIES:
        content = io.BytesIO()
        picture.save(content, "WEBP", quality=quality, method=6)
        if content.tell() <= MAX_BYTES:
            path.write_bytes(content.getvalue())
            return content.tell()
    sys.exit(f"{path.name} weighs more than {MAX_BYTES} bytes.")


def made_of(stage: Stage, pictures: list[Picture], addresses: dict[str, str]) -> dict[str, Made]:
    """Returns the source files of each page, as Django renders it on the data of the stage."""
    setup_test_environment()
    records: dict[str, Made] = {}
    common = shared()
    for picture in pictures:
        if picture.name not in addresses:
            continue
        client = Client()
        if picture.role:
            stage.sign_in(client, picture.role)
        address = addresses[picture.name]
        templates = client.get(address).templates
        view = sys.modules[resolve(urlsplit(address).path).func.__module__]
        read = [Path(str(template.origin.name)) for template in templates if template.origin]
        files = own_files([*read, *modules_of(view)])
        if not read:
            sys.exit(f"{picture.name}: no template was read.")
        records[picture.name] = {"files": files, "digest": digest_of(files, common)}
    return records


if __name__ == "__main__":
    main()
