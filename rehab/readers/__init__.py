"""Files that other programs or people wrote, read into the diary's own facts."""
