"""Date formats of each language, where Django's defaults are not the usual ones of our readers."""
