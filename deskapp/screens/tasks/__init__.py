"""The pages of key tasks and branch tasks."""
