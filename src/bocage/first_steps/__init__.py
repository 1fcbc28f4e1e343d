"""The first steps of an empty instance: whose it is, its territory, its look, its mails, its first
coordinator, its places; then what its first month is for."""
