"""The papers of the course."""
