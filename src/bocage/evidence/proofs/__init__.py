"""Content of the pages of « Les preuves » on a part of the territory: sentences, charts, a map."""
