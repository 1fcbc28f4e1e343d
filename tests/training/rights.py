"""The lines of the course in the table of rights, by subject."""

from tests.training.admissions import rights as applications
from tests.training.attendance import rights as attendance
from tests.training.cohorts import rights as enrolments
from tests.training.mentoring import rights as mentors
from tests.training.programmes import rights as programmes

SUBJECTS = (
    applications,
    attendance,
    enrolments,
    mentors,
    programmes,
)

RIGHTS_OF_THE_COURSE = {
    right: holders for subject in SUBJECTS for right, holders in subject.RIGHTS.items()
}
