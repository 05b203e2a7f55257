"""The doors, one file per errand."""
