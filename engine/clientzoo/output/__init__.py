"""What programs read: the stable shapes of results, of which both the JSON and its JSON Schema are made."""
