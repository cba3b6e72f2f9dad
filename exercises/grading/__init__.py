"""Grade a stranger's notebook without trusting it. METHOD.md says where the boundaries of trust run."""
