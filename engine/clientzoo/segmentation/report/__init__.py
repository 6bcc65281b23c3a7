"""The portfolio report: one page of pictures and lists, and the same tables as a workbook."""
