"""« Ma commune » for town halls, and the table of communes for their coordinators."""
