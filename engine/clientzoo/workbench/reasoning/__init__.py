"""What a rulebase can and cannot bring about, worked out from its conditions and not by trying clients."""
