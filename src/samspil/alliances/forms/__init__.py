"""What people fill in about an alliance, one file an errand. A form that acts for a party carries the organisation hidden; the action checks it again."""
