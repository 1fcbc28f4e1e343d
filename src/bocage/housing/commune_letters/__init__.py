"""The weekly « Quoi de neuf à … ? »: the letter to those who answer for a commune."""
