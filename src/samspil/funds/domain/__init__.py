"""What holds of funds without any database: the counting of votes."""
