"""Start the demonstration, make its data."""
