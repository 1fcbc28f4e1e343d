"""What the pages of « Les preuves » tell of a part of the territory: sentences, charts, a map."""
