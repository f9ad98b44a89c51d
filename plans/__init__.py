"""The programmes and the bibliography: files that a physiotherapist can read and review."""
