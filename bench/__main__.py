"""`python -m bench NAME` measures one thing that Bocage promises, and `python -m bench drill NAME`
makes a fault on purpose. Both are run from a checkout."""

import sys

from bocage.cli import run


def main() -> None:
    """Runs the command of the arguments, as `bocage` runs its own commands."""
    run("bench", sys.argv[1:], lambda: _execute(sys.argv[1:]))


def _execute(arguments: list[str]) -> None:
    """Runs the commands once Django is set up, since they read its models."""
    from bench.commands import drill, measure, stage

    match arguments:
        case ["drill", *_rest]:
            drill.Command().run_from_argv(["python -m bench", *arguments])
        case ["stage", *_rest]:
            stage.Command().run_from_argv(["python -m bench", *arguments])
        case _:
            measure.Command().run_from_argv(["python -m", "bench", *arguments])


if __name__ == "__main__":
    main()
