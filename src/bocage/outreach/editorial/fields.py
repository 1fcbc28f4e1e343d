"""A field of blocks whose blocks stay out of the migrations."""

from typing import Any

from wagtail.fields import StreamField


class BlocksField(StreamField):
    """Wagtail's field of blocks, without its block definitions in migrations.

    Blocks change nothing in the database, where all of them are one JSON value, but Wagtail's own
    field writes every block, with all its options, into a migration at each change.
    """

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Deconstructs the field without its blocks, which therefore stay out of migrations."""
        name, path, _blocks, options = super().deconstruct()
        options.pop("block_lookup", None)
        return name, path, [[]], options
