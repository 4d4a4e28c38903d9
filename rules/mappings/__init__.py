"""The VLQ string."""
