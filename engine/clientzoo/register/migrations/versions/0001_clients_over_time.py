"""Clients, what was said of them, verdicts, decisions, and that somebody was forgotten."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "client",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("uid", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_client"),
        sa.UniqueConstraint("uid", name="uq_client_uid"),
        sqlite_autoincrement=True,
    )
    _lines(
        "profile",
        sa.Column("act", sa.String(20), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("name_key", sa.Text, nullable=False),
        sa.Column("since", sa.Date, nullable=False),
        sa.Column("crm_id", sa.Text, nullable=False),
        sa.Column("manager", sa.Text, nullable=False),
        sa.Column("archived", sa.Boolean, nullable=False),
        sa.Column("merged_into", NUMBER),
        sa.ForeignKeyConstraint(["merged_into"], ["client.id"], name="fk_profile_merged_into"),
    )
    op.create_index("ix_profile_client_id", "profile", ["client", "id"])
    op.create_index("ix_profile_name_key", "profile", ["name_key"])
    _lines(
        "statement",
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("value", sa.Text),
        sa.Column("certainty", sa.Float, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("holds_from", sa.Date, nullable=False),
        sa.Column("said_on", sa.Date, nullable=False),
        sa.Column("origin", sa.String(12), nullable=False),
        sa.Column("zoo", sa.Text, nullable=False),
        sa.Column("zoo_version", sa.Text, nullable=False),
    )
    op.create_index("ix_statement_client_id", "statement", ["client", "id"])
    op.create_index("ix_statement_in_force", "statement", ["client", "zoo", "question", "holds_from", "recorded_at"])
    _lines(
        "verdict",
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("animal", sa.Text),
        sa.Column("certainty", sa.Float, nullable=False),
        sa.Column("runner_up", sa.Text),
        sa.Column("margin", sa.Float, nullable=False),
        sa.Column("next_animal", sa.Text),
        sa.Column("readiness", sa.Float),
        sa.Column("fresh_until", sa.Date),
        sa.Column("zoo", sa.Text, nullable=False),
        sa.Column("zoo_version", sa.Text, nullable=False),
        sa.Column("rules", sa.String(16), nullable=False),
    )
    op.create_index("ix_verdict_client_id", "verdict", ["client", "id"])
    _lines(
        "decision",
        sa.Column("animal", sa.Text),
        sa.Column("because", sa.Text, nullable=False),
        sa.Column("holds_from", sa.Date, nullable=False),
        sa.Column("until", sa.Date),
    )
    op.create_index("ix_decision_client_id", "decision", ["client", "id"])
    op.create_table(
        "erasure",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("client", NUMBER, nullable=False),
        sa.Column("lines", sa.Integer, nullable=False),
        *_written(),
        sa.PrimaryKeyConstraint("id", name="pk_erasure"),
    )


def _lines(name: str, *columns: "sa.schema.SchemaItem") -> None:
    """A table of lines about clients, which go when the client is forgotten."""
    op.create_table(
        name,
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("client", NUMBER, nullable=False),
        *columns,
        *_written(),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sa.ForeignKeyConstraint(["client"], ["client.id"], name=f"fk_{name}_client", ondelete="CASCADE"),
    )


def _written() -> "tuple[sa.Column[str], sa.Column[str]]":
    return sa.Column("recorded_at", sa.String(27), nullable=False), sa.Column("author", sa.Text, nullable=False)
