"""The register's tables of steps: a step has one number for good, and a line for each thing that happened to it."""

import sqlalchemy as sa

from clientzoo.register.records import METADATA, NUMBER

STEP = sa.Table(
    "step",
    METADATA,
    sa.Column("id", NUMBER, primary_key=True, autoincrement=True),
    sa.Column("client", NUMBER, sa.ForeignKey("client.id", ondelete="CASCADE"), nullable=False),
    sa.Column("advice", sa.Text, nullable=False),
    sa.Column("recorded_at", sa.String(27), nullable=False),
    sa.Column("author", sa.Text, nullable=False),
    sa.UniqueConstraint("client", "advice", name="uq_step_client"),
    sqlite_autoincrement=True,
)
STEP_LINE = sa.Table(  # the line of the highest revision is the step as it is
    "step_line",
    METADATA,
    sa.Column("id", NUMBER, primary_key=True, autoincrement=True),
    sa.Column("client", NUMBER, sa.ForeignKey("client.id", ondelete="CASCADE"), nullable=False),
    sa.Column("step", NUMBER, sa.ForeignKey("step.id", ondelete="CASCADE"), nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("act", sa.String(12), nullable=False),
    sa.Column("state", sa.String(8), nullable=False),
    sa.Column("origin", sa.String(8), nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("because", sa.Text, nullable=False),
    sa.Column("done_when", sa.Text, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("person", sa.Text, nullable=False),
    sa.Column("person_key", sa.Text, nullable=False),  # in small letters: databases fold no Cyrillic
    sa.Column("by_hand", sa.String(12), nullable=False),
    sa.Column("day", sa.Integer, nullable=False),
    sa.Column("started", sa.Date, nullable=False),
    sa.Column("due", sa.Date, nullable=False),
    sa.Column("animal", sa.Text),
    sa.Column("worked", sa.String(8)),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("told", sa.Text, nullable=False),
    sa.Column("finished", sa.Date),
    sa.Column("recorded_at", sa.String(27), nullable=False),
    sa.Column("author", sa.Text, nullable=False),
    sa.UniqueConstraint("step", "revision", name="uq_step_line_step"),
    sa.Index("ix_step_line_due", "state", "person_key", "due"),
)
