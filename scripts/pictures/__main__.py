"""Takes the pictures of the documents from instances of its own.

    make screenshots                    all of them
    make screenshots ONLY="lieu club"   some

They are served on a free port, from a folder that is kept (`scripts/pictures/stages.py`). The
browser speaks French, as the pages do: the fields of dates follow it.
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

import django
from django.test import Client
from django.test.utils import setup_test_environment
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

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
from scripts.pictures.stages import STAGES, Stage
from scripts.pictures.table import PICTURES, Picture

READY_SECONDS = 300
QUALITIES = (80, 70, 60, 50, 40)


def main() -> None:
    """Takes the pictures that the arguments name, or all."""
    asked = set(sys.argv[1:])
    unknown = asked - {one.name for one in PICTURES}
    if unknown:
        sys.exit(f"No such picture: {', '.join(sorted(unknown))}.")
    wanted = [one for one in PICTURES if not asked or one.name in asked]
    groups = [[one for one in wanted if one.stage == name] for name in STAGES]
    groups = [group for group in groups if group]
    if len(groups) > 1:  # A process reads its settings once, and they name one instance.
        for group in groups:
            names = [one.name for one in group]
            subprocess.run([sys.executable, "-m", "scripts.pictures", *names], check=True)
        return
    stage = STAGES[wanted[0].stage]
    with served(stage) as base:
        django.setup()
        addresses = take(base, stage, wanted)
        made = kept() | made_of(stage, wanted, addresses)
    keep({one.name: made[one.name] for one in PICTURES if one.name in made})


@contextmanager
def served(stage: Stage) -> Iterator[str]:
    """An instance that is whole, and stopped at the end."""
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


def take(base: str, stage: Stage, wanted: list[Picture]) -> dict[str, str]:
    """Takes the pictures; where each led to, by name."""
    program = os.environ.get("CHROMIUM") or str(PROJECT / ".tools" / "chromium")
    french = {**os.environ, "LANGUAGE": "fr_FR", "LANG": "fr_FR.UTF-8"}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--lang=fr-FR"], env=french
        )
        return {one.name: take_one(browser, base, stage, one) for one in wanted}


def take_one(browser: Browser, base: str, stage: Stage, picture: Picture) -> str:
    """Takes one picture; the path that it was taken at."""
    size: Any = {"width": picture.width, "height": picture.height}
    with browser.new_context(viewport=size, locale="fr-FR", color_scheme="light") as context:
        page = context.new_page()
        if picture.role:
            stage.enter(page, base, picture.role)
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


def made_of(stage: Stage, wanted: list[Picture], addresses: dict[str, str]) -> dict[str, Made]:
    """The templates that render each page, as Django reads them here on the data of the stage."""
    setup_test_environment()
    made: dict[str, Made] = {}
    for picture in wanted:
        client = Client()
        if picture.role:
            stage.sign_in(client, picture.role)
        answer = client.get(addresses[picture.name])
        read = [Path(str(one.origin.name)) for one in answer.templates if one.origin]
        templates = own_templates(read)
        if not templates:
            sys.exit(f"{picture.name}: no template of its own was read.")
        made[picture.name] = {"templates": templates, "digest": digest_of(templates)}
    return made


if __name__ == "__main__":
    main()
