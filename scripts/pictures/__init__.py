"""Pictures of the documents, taken from the demo (`make screenshots`).

`tests/test_pictures.py` reports those that are older than their page.
"""
