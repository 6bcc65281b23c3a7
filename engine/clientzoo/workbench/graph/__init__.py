"""What depends on what in a rulebase, as a graph of facts in layers, and its drawings."""
