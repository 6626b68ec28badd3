"""Who, where, why, what, and with which money."""
