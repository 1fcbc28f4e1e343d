"""The papers that each subject makes for a household."""
