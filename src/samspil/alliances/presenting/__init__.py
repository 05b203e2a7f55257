"""What the pages of alliances show, as plain values for templates: one file a page or a part of it."""
