"""The panels for notebooks: their states, and the widgets that draw them, with no browser."""
