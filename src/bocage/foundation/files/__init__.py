"""Files that are read, kept and written: photos, documents, calendars, tables."""
