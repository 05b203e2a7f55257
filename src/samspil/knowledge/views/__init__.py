"""Pages of knowledge, one file per visitor's errand."""
