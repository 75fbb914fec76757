"""What an audit proves, step by step: whose keys sign, the chain, the rows, the originals, the database itself."""
