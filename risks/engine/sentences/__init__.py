"""The templates of every sentence that is composed for display and stored."""
