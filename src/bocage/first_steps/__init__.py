"""Setup of an empty instance: ownership, territory, look, mails, first coordinator, workspaces;
then the goals of its first month."""
