"""The pictures of the documents: taken from the demo (`make screenshots`), and told when they are
older than the page that they show (`tests/test_pictures.py`)."""
