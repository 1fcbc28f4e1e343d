"""Output of the product for empty fields: mails, documents and pages of empty objects.

The texts read by each test are stored in `var/sparse`, for people to read too.
"""
