"""What mail servers tell us."""
