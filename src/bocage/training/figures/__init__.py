"""Figures of the course, one line per programme, for the people who run or follow them."""
