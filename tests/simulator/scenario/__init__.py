"""Tests of what a policy means in numbers."""
