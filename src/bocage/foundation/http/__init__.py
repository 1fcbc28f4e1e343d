"""Requests and answers: who may open what, what is signed, what a page says to others."""
