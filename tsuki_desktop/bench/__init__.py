"""What `tsuki bench` runs."""
