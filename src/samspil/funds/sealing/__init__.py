"""The secret ballot: keys in three trustees' hands, sealed ballots, receipts, letter codes, and the closing that parts ballots from voters. Knows no Django."""
