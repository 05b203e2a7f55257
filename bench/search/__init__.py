"""What `./samspil bench search` measures: how well and how fast search finds, beside PostgreSQL's own ranking."""
