"""Club features that span its subjects: monthly digest, figures, tasks pending for its
organisers."""
