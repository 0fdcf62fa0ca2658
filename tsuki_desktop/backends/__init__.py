"""What speaks for Tsuki: one Protocol (`base`), and a module for each way to run a model."""
