"""What spans the subjects of the club: its digest, its figures, what waits for who runs it."""
