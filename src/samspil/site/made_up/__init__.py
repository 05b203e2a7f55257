"""The made-up municipality's alliances, told from the first idea on: each file is one of them. Nothing in them has happened."""
