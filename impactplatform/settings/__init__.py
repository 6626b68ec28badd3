"""How is the platform set up? `base` for all, then one module per place it runs in."""
