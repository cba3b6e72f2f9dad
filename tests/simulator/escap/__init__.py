"""ESCAP's arithmetic beside ours."""
