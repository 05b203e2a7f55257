"""Pages of content outside the page tree."""
