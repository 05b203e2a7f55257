"""One search over everything the viewer may see; rooms fill the index through `put` and `remove`."""
