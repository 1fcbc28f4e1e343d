"""The pages of the course that `test_every_page` looks at, by subject, as for the club."""

SUBJECTS: tuple = ()
