"""The reference: peptides as data, and the names under which they are sold."""
