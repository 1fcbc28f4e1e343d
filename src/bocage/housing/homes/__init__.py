"""Public pages of homes: search, page, files, frames, API."""
