"""Town halls and former communes, and the registries by which each subject adds to the page of a
commune, to the criteria of a « commune accueillante » and to the signs of the ranking.
"""
