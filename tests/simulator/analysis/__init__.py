"""Tests of sweeps, targets, countries and shocks."""
