"""The hotel's voice concierge."""
