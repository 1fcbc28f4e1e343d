"""Waiting lists for taken spaces, and the offers made to waiting people."""
