"""Tsuki Desktop: a companion who lives on your own computer and learns from your thumbs."""

__version__ = "0.1.0"
