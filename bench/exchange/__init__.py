"""What the pages of offers and needs cost with many of both."""
