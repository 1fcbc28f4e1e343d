"""The papers of the club."""
