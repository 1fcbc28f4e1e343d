"""Changes of state of web school."""
