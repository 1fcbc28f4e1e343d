"""What a jury works out, without the database: who reads what, what the scores come to."""
