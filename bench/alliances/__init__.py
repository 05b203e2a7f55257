"""`./samspil bench alliances`: many alliances, the directory, the desk, a workspace, and agreements on paper."""
