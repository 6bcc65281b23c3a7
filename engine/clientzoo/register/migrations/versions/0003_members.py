"""Who of a team may do what: logins of PostgreSQL with a role and the name under which they record."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "member",
        sa.Column("login", sa.String(63), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("role", sa.String(12), nullable=False),
        sa.PrimaryKeyConstraint("login", name="pk_member"),
    )
