"""Whom each command is for, in the order in which the first page of help shows them."""

MANAGERS = "For managers: one client"
DAY = "For managers: the day"
SALES = "For heads of sales: the whole base"
CONSULTANTS = "For consultants: the zoo itself"
SETTING_UP = "For whoever sets it up"
PANELS = (MANAGERS, DAY, SALES, CONSULTANTS, SETTING_UP)
