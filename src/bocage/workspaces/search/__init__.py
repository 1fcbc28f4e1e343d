"""Places as people look for them: lists, maps, files, pages of other sites."""
