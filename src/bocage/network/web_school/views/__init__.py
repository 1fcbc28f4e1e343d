"""Pages of web school."""
