"""The papers of the welcome (PDF), by subject."""
