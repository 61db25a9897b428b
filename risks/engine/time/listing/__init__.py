"""What a listing profile asks of a company: conditions, recurring days, duties."""
