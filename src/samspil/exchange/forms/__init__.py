"""What people fill in, one file an errand."""
