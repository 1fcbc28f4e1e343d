"""Reading, writing and storage of files: photos, documents, calendars, tables."""
