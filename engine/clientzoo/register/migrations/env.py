"""What Alembic runs: the steps, on the connection that `opening` hands over, all or none of them."""

from alembic import context

from clientzoo.register.records import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, transactional_ddl=True)
context.run_migrations()
