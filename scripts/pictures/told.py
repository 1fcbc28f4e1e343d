"""Lists the pictures that are older than their page; exits with 1 if there is one."""

import sys

from scripts.pictures.freshness import older, read_record


def main() -> int:
    """Prints how to take them again."""
    late = older(read_record())
    if late:
        print(f'Older than their page: make screenshots ONLY="{" ".join(late)}"', file=sys.stderr)
    return 1 if late else 0


if __name__ == "__main__":
    sys.exit(main())
