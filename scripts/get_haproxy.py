"""Finds HAProxy, with which tests check the files of deploy/cluster.

It is that of the machine, else Debian's package, unpacked in .tools/haproxy, which changes nothing
of the system. Without either, it prints so and exits with 0: the tests then run the checks that do
not need it.
"""

from pathlib import Path

from bench.cluster.programs import CannotDrill, find_programs

DESTINATION = Path(__file__).resolve().parents[1] / ".tools" / "haproxy"


def main() -> None:
    """Looks for HAProxy, then gets it."""
    try:
        find_programs(("haproxy",), DESTINATION, fetch=True)
    except CannotDrill as error:
        print(f"HAProxy will not read its files in the tests. {error}")


if __name__ == "__main__":
    main()
