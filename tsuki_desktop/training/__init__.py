"""Retraining: plan, environment, launcher, events, deploy."""
