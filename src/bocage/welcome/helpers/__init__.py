"""The address book: people of the territory who help households, and what each was asked."""
