"""Makes sure that .tools/chromium is a Chromium that starts, for the tests that drive a browser.

The one that has no window is wanted first, as it does a journey in three fourths of the time: that
of the machine, else Debian's package when run by root. Then any other Chromium of the machine, then
Playwright's own download. It fails with a sentence where none of these works.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

DESTINATION = Path(__file__).resolve().parents[1] / ".tools" / "chromium"
WITHOUT_WINDOW = "chromium-headless-shell"
WITH_WINDOW = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def main() -> None:
    """Looks for a Chromium, then gets one, and leaves a link to it."""
    if starts(DESTINATION):
        return
    chromium = (
        from_machine(WITHOUT_WINDOW)
        or from_debian()
        or from_machine(*WITH_WINDOW)
        or from_playwright()
    )
    if chromium is None:
        sys.exit(
            "The browser tests need Chromium, and none could be found or installed. Install it "
            "with the tools of your system (on Debian: `apt-get install chromium`), "
            "then run the command again."
        )
    DESTINATION.parent.mkdir(exist_ok=True)
    DESTINATION.unlink(missing_ok=True)
    DESTINATION.symlink_to(chromium)
    print(f"The browser tests use {chromium}.")


def from_machine(*names: str) -> Path | None:
    paths = [Path(path) for name in names if (path := shutil.which(name))]
    return next((path for path in paths if starts(path)), None)


def from_debian() -> Path | None:
    """Returns Debian's package; only root may install it."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    print("Installing Debian's Chromium for the browser tests…", flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update"], ["install", "-y", "--no-install-recommends", WITHOUT_WINDOW]):
        process = subprocess.run(
            ["apt-get", "-qq", *arguments],
            env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if process.returncode != 0:
            print(f"apt-get {arguments[0]} failed: {process.stderr.strip()}", flush=True)
    return from_machine(WITHOUT_WINDOW)


def from_playwright() -> Path | None:
    print("Downloading Playwright's Chromium for the browser tests…", flush=True)
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return path if starts(path) else None


def starts(program: Path) -> bool:
    """Checks whether the program exists, with all the libraries that it needs."""
    try:
        process = subprocess.run(
            [program, "--version"], capture_output=True, timeout=60, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return process.returncode == 0


if __name__ == "__main__":
    main()
