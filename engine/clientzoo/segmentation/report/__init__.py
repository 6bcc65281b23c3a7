"""The report of the base: one page of pictures and lists, and the same tables as a workbook."""
