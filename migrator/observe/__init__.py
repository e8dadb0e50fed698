"""Did the move work in production? What the Sessions API shows of it."""
