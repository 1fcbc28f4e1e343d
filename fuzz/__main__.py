"""`python -m fuzz [NAME…] [--seconds N]`: fuzzes each parser for its share of the time; `all` as a
NAME fuzzes them all in one process.

What a run finds lies in `var/fuzz/NAME`: inputs that reach new code, and those that made a parser
fail (`crash-…`, `timeout-…`). A failing one is copied to the corpus with the mend, so that it is
tried for ever.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

CORPUS = Path(__file__).parent / "corpus"
FINDINGS_FOLDER = Path(__file__).resolve().parents[1] / "var" / "fuzz"
NAMES = sorted(path.name for path in CORPUS.iterdir() if path.is_dir())


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__)
    parser.add_argument("names", nargs="*", default=NAMES, metavar="NAME")
    parser.add_argument("--seconds", type=int, default=600, help="for all of them together")
    options = parser.parse_args()
    share = max(options.seconds // len(options.names), 1)
    failed = [name for name in options.names if not holds(name, share)]
    print(f"Fuzzed: {', '.join(options.names)}. Failed: {', '.join(failed) or 'none'}.")
    return 1 if failed else 0


def holds(name: str, seconds: int) -> bool:
    """Whether a parser refuses as it says, whatever it is fed; otherwise its error is printed."""
    folder = FINDINGS_FOLDER / name
    folder.mkdir(parents=True, exist_ok=True)
    process = subprocess.run(
        [sys.executable, "-m", "fuzz.one", name, str(folder), f"-max_total_time={seconds}"],
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        env=os.environ | {"PYTHONWARNINGS": "ignore", "BOCAGE_LOG_LEVEL": "ERROR"},
    )
    if process.returncode != 0:
        print(f"== {name}\n{process.stdout[-3000:]}\n{process.stderr[-3000:]}", flush=True)
    return process.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
