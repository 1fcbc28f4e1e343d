"""Guides as pages of the site, contextual help of screens, and the tour of a new mandate."""
