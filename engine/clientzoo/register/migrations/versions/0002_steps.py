"""Steps of playbooks, and what happened to them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "step",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("client", NUMBER, nullable=False),
        sa.Column("advice", sa.Text, nullable=False),
        *_written(),
        sa.PrimaryKeyConstraint("id", name="pk_step"),
        sa.ForeignKeyConstraint(["client"], ["client.id"], name="fk_step_client", ondelete="CASCADE"),
        sa.UniqueConstraint("client", "advice", name="uq_step_client"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "step_line",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("client", NUMBER, nullable=False),
        sa.Column("step", NUMBER, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("act", sa.String(12), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("origin", sa.String(8), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("because", sa.Text, nullable=False),
        sa.Column("done_when", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("person_key", sa.Text, nullable=False),
        sa.Column("by_hand", sa.String(12), nullable=False),
        sa.Column("day", sa.Integer, nullable=False),
        sa.Column("started", sa.Date, nullable=False),
        sa.Column("due", sa.Date, nullable=False),
        sa.Column("animal", sa.Text),
        sa.Column("worked", sa.String(8)),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("told", sa.Text, nullable=False),
        sa.Column("finished", sa.Date),
        *_written(),
        sa.PrimaryKeyConstraint("id", name="pk_step_line"),
        sa.ForeignKeyConstraint(["client"], ["client.id"], name="fk_step_line_client", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["step"], ["step.id"], name="fk_step_line_step", ondelete="CASCADE"),
        sa.UniqueConstraint("step", "revision", name="uq_step_line_step"),
    )
    op.create_index("ix_step_line_due", "step_line", ["state", "person_key", "due"])


def _written() -> "tuple[sa.Column[str], sa.Column[str]]":
    return sa.Column("recorded_at", sa.String(27), nullable=False), sa.Column("author", sa.Text, nullable=False)
