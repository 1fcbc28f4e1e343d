"""File of a project for the people who follow it, and its actions."""
