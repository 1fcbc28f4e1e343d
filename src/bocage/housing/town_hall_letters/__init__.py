"""Weekly letter « Quoi de neuf à … ? » to the people with a mandate in a commune."""
