"""The register: clients over time. What was ever said of them, and when; what was judged and decided."""
