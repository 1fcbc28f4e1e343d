"""Effects of courses on the welcome: applicants with a seat are followed, and learners are guests
of the club.
"""
