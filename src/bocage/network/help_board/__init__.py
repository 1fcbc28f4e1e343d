"""The help board: what members ask and offer, who answers, who is thanked."""
