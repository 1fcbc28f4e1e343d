"""« Gardons le contact »: the form, the booth of a fair, and the page of one's own record."""
