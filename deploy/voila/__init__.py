"""The policy lab as an app: a stand-alone Voilà that keeps each visitor to their own kernel."""
