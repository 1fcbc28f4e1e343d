"""Dashboard block of the tour of a new mandate, above the to-dos."""

from bocage.guides.tours import tour_for
from bocage.people.dashboard import add_section

add_section(name="tour", template="guides/tour.html", rank=0, context=tour_for, spot="greeting")
