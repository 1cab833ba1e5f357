"""Run the migrations on the connection that the upgrade hands over."""

from __future__ import annotations

from alembic import context

from deskapp.records.registry import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
