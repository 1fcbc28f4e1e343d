"""The guides as pages of the site, the help of each screen, and the tour of a new mandate."""
