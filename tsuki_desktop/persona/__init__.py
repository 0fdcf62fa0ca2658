"""Tsuki as a model meets her: prompt building, few-shot examples, context budget, speech style, emotions."""
