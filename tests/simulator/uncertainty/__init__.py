"""Sampling intervals and assumption ranges."""
