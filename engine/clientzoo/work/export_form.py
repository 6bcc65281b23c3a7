"""The forms in which steps leave, apart, so that the command line can name them without loading what writes them."""

from enum import StrEnum


class ExportForm(StrEnum):
    """A calendar, and the tools whose imports are known."""

    ICS = "ics"
    BITRIX24 = "bitrix24"
    AMOCRM = "amocrm"
    HUBSPOT = "hubspot"
    SALESFORCE = "salesforce"
    PIPEDRIVE = "pipedrive"
    TODOIST = "todoist"
    TRELLO = "trello"
