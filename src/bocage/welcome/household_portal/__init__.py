"""The page of a project as its household reads it: what it said, who shares it, and how it ends."""
