"""A stand-in for the product, as small as the launcher allows: it is copied to src/samspil/config of a checkout."""
