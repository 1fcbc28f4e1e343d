"""What the product says where nobody wrote anything: mails, papers and pages of empty objects.

What each test reads is kept in `var/sparse`, to be read by people too.
"""
