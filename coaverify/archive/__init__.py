"""Documents and their reports, kept for years: nothing lost, nothing altered unseen, everything found again.

The trail (`entry`) is the record: a chain of signed entries that is only ever added to. All other tables can be
made again from the trail, the originals and the reports' texts; `audit` holds them against each other.
"""
