"""Models of recurring obligations of a company and of their periods."""
