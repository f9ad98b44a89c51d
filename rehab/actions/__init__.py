"""The front desk: one function for each thing a person can ask. Knows "now"; opens and commits."""
