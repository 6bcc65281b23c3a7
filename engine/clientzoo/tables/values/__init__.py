"""What cells say: numbers, dates, currencies, ids and statuses, a column at a time."""
