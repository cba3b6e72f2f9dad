"""Results that are kept, and computed again."""
