"""The lines of the course in the table of rights, by subject."""

from tests.training.rights import (
    applications,
    attendance,
    enrolments,
    mentors,
    programmes,
)

SUBJECTS = (
    applications,
    attendance,
    enrolments,
    mentors,
    programmes,
)

RIGHTS_OF_THE_COURSE = {asked: who for subject in SUBJECTS for asked, who in subject.RIGHTS.items()}
