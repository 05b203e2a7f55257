"""Counting a vote over projects and a budget: exact, explained, and the same to the bit wherever it is counted again."""
