"""The rules of the house: pure functions on frozen data. No clock, file, database or terminal."""
