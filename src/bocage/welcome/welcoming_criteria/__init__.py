"""What each subject asks of a « commune accueillante »."""
