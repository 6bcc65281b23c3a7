"""The playbook as work: steps with a person, a day and an outcome."""
