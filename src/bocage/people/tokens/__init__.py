"""Software acting in the name of people: tokens of the API and applications."""
