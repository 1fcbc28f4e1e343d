"""Communes as the welcome knows them: their town halls, what they were before they merged, and the
registries by which each subject adds to the page of a commune, to the criteria of how it welcomes
and to the signs of a ranking.
"""
