"""For those who keep the rulebase: check, test, copy."""
