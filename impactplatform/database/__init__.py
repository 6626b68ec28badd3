"""Django pieces that keep promises in the database itself: exact numbers, append-only rows."""
