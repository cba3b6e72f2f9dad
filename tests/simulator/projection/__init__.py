"""Tests of simulator.projection."""
