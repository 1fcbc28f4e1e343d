"""What courses bring to the welcome: applicants who take their seat are welcomed, and whoever
learns is a guest of the club.
"""
