"""Pages of law, one file per visitor's errand."""
