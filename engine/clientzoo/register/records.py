"""The register's tables. Lines are added and never changed; only forgetting a client removes them."""

import sqlalchemy as sa

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")  # SQLite counts up only what it calls INTEGER
METADATA = sa.MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _of_client() -> "sa.Column[int]":
    return sa.Column("client", NUMBER, sa.ForeignKey("client.id", ondelete="CASCADE"), nullable=False)


def _written() -> "tuple[sa.Column[str], sa.Column[str]]":
    """When a line was recorded (UTC, to the microsecond, as text that sorts) and who says so."""
    return sa.Column("recorded_at", sa.String(27), nullable=False), sa.Column("author", sa.Text, nullable=False)


CLIENT = sa.Table(
    "client",
    METADATA,
    sa.Column("id", NUMBER, primary_key=True, autoincrement=True),
    sa.Column("uid", sa.String(32), nullable=False, unique=True),
    sqlite_autoincrement=True,  # a number is never given twice, not even after a client was forgotten
)
PROFILE = sa.Table(  # the last line of a client is what it is called and who has it now
    "profile",
    METADATA,
    sa.Column("id", NUMBER, primary_key=True, autoincrement=True),
    _of_client(),
    sa.Column("act", sa.String(20), nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("name_key", sa.Text, nullable=False),
    sa.Column("since", sa.Date, nullable=False),
    sa.Column("crm_id", sa.Text, nullable=False, default=""),
    sa.Column("manager", sa.Text, nullable=False, default=""),
    sa.Column("archived", sa.Boolean, nullable=False, default=False),
    sa.Column("merged_into", NUMBER, sa.ForeignKey("client.id")),
    *_written(),
    sa.Index("ix_profile_client_id", "client", "id"),
    sa.Index("ix_profile_name_key", "name_key"),
)
STATEMENT = sa.Table(
    "statement",
    METADATA,
    sa.Column("id", NUMBER, primary_key=True, autoincrement=True),
    _of_client(),
    sa.Column("question", sa.Text, nullable=False),
    sa.Column("state", sa.String(8), nullable=False),
    sa.Column("value", sa.Text),  # as JSON
    sa.Column("certainty", sa.Float, nullable=False, default=1.0),
    sa.Column("note", sa.Text, nullable=False, default=""),
    sa.Column("kind", sa.String(12), nullable=False),
    sa.Column("holds_from", sa.Date, nullable=False),
    sa.Column("said_on", sa.Date, nullable=False),
    sa.Column("origin", sa.String(12), nullable=False),
    sa.Column("zoo", sa.Text, nullable=False),
    sa.Column("zoo_version", sa.Text, nullable=False),
    *_written(),
    sa.Index("ix_statement_client_id", "client", "id"),
    sa.Index("ix_statement_in_force", "client", "zoo", "question", "holds_from", "recorded_at"),
)
VERDICT = sa.Table(
    "verdict",
    METADATA,
    sa.Column("id", NUMBER, primary_key=True, autoincrement=True),
    _of_client(),
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
    *_written(),
    sa.Index("ix_verdict_client_id", "client", "id"),
)
DECISION = sa.Table(
    "decision",
    METADATA,
    sa.Column("id", NUMBER, primary_key=True, autoincrement=True),
    _of_client(),
    sa.Column("animal", sa.Text),  # none: the decision before is withdrawn
    sa.Column("because", sa.Text, nullable=False),
    sa.Column("holds_from", sa.Date, nullable=False),
    sa.Column("until", sa.Date),
    *_written(),
    sa.Index("ix_decision_client_id", "client", "id"),
)
ERASURE = sa.Table(  # that a client was forgotten, and how much hung on it; not who it was
    "erasure",
    METADATA,
    sa.Column("id", NUMBER, primary_key=True, autoincrement=True),
    sa.Column("client", NUMBER, nullable=False),
    sa.Column("lines", sa.Integer, nullable=False),
    *_written(),
)
MEMBER = sa.Table(  # of a team on PostgreSQL: who may do what
    "member",
    METADATA,
    sa.Column("login", sa.String(63), primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("role", sa.String(12), nullable=False),
)
