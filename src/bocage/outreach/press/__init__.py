"""The press kit: figures, pictures and texts, as a page, a document and an archive."""
