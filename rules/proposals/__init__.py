"""Fields that are proposed for the standard and not in it yet: every rule is in preview."""
