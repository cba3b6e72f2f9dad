"""Tests of simulator.family."""
