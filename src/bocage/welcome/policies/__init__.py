"""Who may do what in the welcome, by subject."""

from bocage.welcome.policies import projects

__all__ = ["projects"]
