"""Help board: members' requests and offers, answers to them, and thanks."""
