"""`python -m fuzz.one NAME FOLDER BOUND…`: fuzzes one parser within bounds, or until it fails.

The bounds are options of libFuzzer (`-max_total_time=60`, `-runs=1000`). As NAME, `all` fuzzes them
all in one process, where the first byte of an input says which: learning what there is to reach
takes longer than a few seconds of fuzzing.
"""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import atheris
import django

CORPUS = Path(__file__).parent / "corpus"
LONGEST_INPUT_BYTES = 8192
WATCHED_MODULES = [
    *(f"bocage.{room}.imports" for room in ("housing", "outreach", "territory", "welcome")),
    *("bocage.workspaces.imports", "bocage.foundation.mail", "bocage.foundation.files.table_text"),
    *("bocage.foundation.files.pdf_files", "bocage.foundation.files.picture_files"),
]
"""What is told which of its lines an input reaches: all the rest would only be slower."""


def main(name: str, folder: str, *bounds: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bocage.settings")
    with atheris.instrument_imports(include=WATCHED_MODULES, enable_loader_override=False):
        django.setup()
        from fuzz.targets import TARGETS

    readers = {
        target_name: reader(target.read, target.refusals) for target_name, target in TARGETS.items()
    }
    if name == "all":
        corpus, read = marked_corpus(list(readers), Path(folder)), chosen_by_first_byte(readers)
    else:
        corpus, read = CORPUS / name, readers[name]
    options = {
        "max_len": LONGEST_INPUT_BYTES,
        "artifact_prefix": f"{folder}/",
        "timeout": 20,
        "rss_limit_mb": 2048,
        "verbosity": 0,
    }
    options_given = [f"-{option}={value}" for option, value in options.items()]
    atheris.Setup([sys.argv[0], *bounds, *options_given, folder, str(corpus)], read)
    atheris.Fuzz()


def reader(
    read: Callable[[bytes], object], refusals: tuple[type[Exception], ...]
) -> Callable[[bytes], None]:
    """Reads an input, and lets the refusals pass that the parser documents."""

    def read_or_refuse(content: bytes) -> None:
        with suppress(*refusals):
            read(content)

    return read_or_refuse


def chosen_by_first_byte(
    readers: dict[str, Callable[[bytes], None]],
) -> Callable[[bytes], None]:
    in_order = list(readers.values())

    def read(content: bytes) -> None:
        if content:
            in_order[content[0] % len(in_order)](content[1:])

    return read


def marked_corpus(names: list[str], folder: Path) -> Path:
    """The corpora of all parsers in one folder, each input after the byte of its own."""
    corpus = folder / "corpus"
    corpus.mkdir(exist_ok=True)
    for number, name in enumerate(names):
        for path in (CORPUS / name).iterdir():
            (corpus / f"{name}-{path.name}").write_bytes(bytes([number]) + path.read_bytes())
    return corpus


if __name__ == "__main__":
    main(*sys.argv[1:])
