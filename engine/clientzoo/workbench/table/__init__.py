"""Rules of one conclusion as a decision table: a row a rule, a column a fact, to be edited as a spreadsheet."""
