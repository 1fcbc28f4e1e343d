"""Tables that people bring in, of whatever kind: one way for all, to which rooms add theirs.

A room declares a kind of table in its `table_kinds.py`, which is found when the product starts, and
has `table_import_paths` serve its pages (docs/contribuer/table-import.md).
"""
