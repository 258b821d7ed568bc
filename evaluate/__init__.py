"""Gold questions in, figures out: what the archive found, answered, cited and refused."""
