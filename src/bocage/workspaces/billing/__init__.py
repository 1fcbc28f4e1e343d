"""Money of places: tariffs, passes, charges, paying organisations, and statements."""
