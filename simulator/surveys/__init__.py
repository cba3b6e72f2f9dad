"""The analyst's own survey: loaded, checked, and completed with what can be derived from it."""
