"""Training data: formats, importers, lint, scrub, near-duplicates, split, export."""
