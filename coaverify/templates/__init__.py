"""The user's templates as files: reading them, starting one, holding one against its example."""
