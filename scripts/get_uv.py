"""Puts the program `uv` into .tools/, from PATH if it is recent enough, else from PyPI.

It needs nothing but a Python, of any version since 3.8 and with or without pip, since it runs
before anything is installed. Certificates are those of the system, or of SSL_CERT_FILE; the index
is that of UV_DEFAULT_INDEX or PIP_INDEX_URL, if set.
"""

import hashlib
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.request
import zipfile
from pathlib import Path
from urllib.parse import urljoin, urlsplit

VERSION = "0.13.9"
OLDEST_USABLE = (0, 8)
INDEX = (
    os.environ.get("UV_DEFAULT_INDEX")
    or os.environ.get("PIP_INDEX_URL")
    or "https://pypi.org/simple"
).rstrip("/")
INDEX_FORMAT = "application/vnd.pypi.simple.v1+json"
DESTINATION = Path(__file__).resolve().parents[1] / ".tools" / "uv"
WHEEL_HASHES = {
    "linux-x86_64-glibc": "d7f459fe4fd247d830351c75686d3996ace3c6f3f728eb0e85a30b7ada0cef19",
    "linux-x86_64-musl": "2c45530751517d6c3bbc69a19473f6effe47cce047bede01ffd8af7ea7b36b25",
    "linux-aarch64-glibc": "5435c5ce14a56431208ca0996416d310f1598e8c2c8ba707688985a16bb82dbe",
    "linux-aarch64-musl": "5435c5ce14a56431208ca0996416d310f1598e8c2c8ba707688985a16bb82dbe",
    "darwin-x86_64": "c16ed11e013557536b3e60065f1b912f6407bd6518e041b961e23ef9e6b4fbf5",
    "darwin-arm64": "66c512266d633bef48384a1f53003f41f2a8e7b36fe6e7fbfd3e0fd52d96fa63",
}


def main():
    DESTINATION.parent.mkdir(exist_ok=True)
    on_path = shutil.which("uv")
    if on_path and version_of(on_path) >= OLDEST_USABLE:
        put_in_place(lambda unfinished: os.symlink(on_path, unfinished))
        return
    try:
        wheel = download()
    except (OSError, ValueError) as error:
        sys.exit(
            f"uv {VERSION} could not be fetched from {urlsplit(INDEX).hostname}: {error}.\n"
            "Check the network (behind a proxy, HTTPS_PROXY; with a certificate of your own, "
            "SSL_CERT_FILE), or install uv yourself: https://docs.astral.sh/uv/"
        )
    put_in_place(lambda unfinished: unpack(wheel, unfinished))


def version_of(program):
    """Returns the version of a uv as a tuple, (0,) if it is unknown."""
    try:
        process = subprocess.run(
            [program, "--version"], capture_output=True, check=False, timeout=20
        )
    except (OSError, subprocess.TimeoutExpired):
        return (0,)
    match = re.match(rb"uv (\d+)\.(\d+)", process.stdout)
    return tuple(int(number) for number in match.groups()) if match else (0,)


def download():
    """Downloads the wheel for this machine, and checks its bytes against the hash above."""
    expected = WHEEL_HASHES.get(this_platform())
    if expected is None:
        raise OSError(f"there is no wheel for {this_platform()}")
    print(f"Getting uv {VERSION} from {urlsplit(INDEX).hostname}", flush=True)
    request = urllib.request.Request(f"{INDEX}/uv/", headers={"Accept": INDEX_FORMAT})
    with urllib.request.urlopen(request, timeout=60) as answer:
        files = json.load(answer)["files"]
    address = next((file["url"] for file in files if file["hashes"]["sha256"] == expected), None)
    if address is None:
        raise OSError("the expected file is not there")
    with urllib.request.urlopen(urljoin(request.full_url, address), timeout=300) as answer:
        wheel = answer.read()
    if hashlib.sha256(wheel).hexdigest() != expected:
        raise OSError("the file that came is not the expected one")
    return wheel


def this_platform():
    system, machine = platform.system().lower(), platform.machine().lower()
    if system == "linux":
        return f"linux-{machine}-{'glibc' if platform.libc_ver()[0] == 'glibc' else 'musl'}"
    return f"{system}-{machine}"


def unpack(wheel, destination):
    """Extracts the program of a wheel (a zip file) to a path, and makes it executable."""
    with tempfile.TemporaryFile() as file:
        file.write(wheel)
        with zipfile.ZipFile(file) as archive:
            name = next(name for name in archive.namelist() if name.endswith("scripts/uv"))
            Path(destination).write_bytes(archive.read(name))
    os.chmod(destination, 0o755)  # noqa: S103 - a program, which anybody may run


def put_in_place(write):
    """Writes beside the destination, then moves: an interrupted run leaves no half program."""
    unfinished = DESTINATION.with_name("uv.unfinished")
    if unfinished.is_symlink() or unfinished.exists():
        unfinished.unlink()
    write(str(unfinished))
    os.replace(str(unfinished), str(DESTINATION))


if __name__ == "__main__":
    main()
