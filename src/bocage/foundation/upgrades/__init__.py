"""A newer Bocage on a server, by itself: tried beside the old one, and gone back from when it does
not serve (docs/decisions/upgrades.md)."""
