"""What the pages of exchange show, as plain values for templates."""
