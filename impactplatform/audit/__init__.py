"""Who did what, when and why? The trail that is only ever added to."""
