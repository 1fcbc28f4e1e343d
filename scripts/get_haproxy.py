"""Makes sure that a test can have HAProxy read the files of deploy/cluster: that of the machine,
else Debian's package, unpacked in .tools/haproxy, which changes nothing of the system.

Where there is neither, it says so and ends well: the tests then ask of these files what they can
without it.
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
