"""How the course is put before its readers."""
