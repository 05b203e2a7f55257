"""What `./samspil` does, in the Python standard library alone. docs/operations.md tells how to use it."""
