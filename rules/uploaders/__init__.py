"""What the uploaders of vendors do in silence."""
