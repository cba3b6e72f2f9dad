"""Tests of the countries that come with the simulator."""
