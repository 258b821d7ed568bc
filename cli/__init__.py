"""The command line, one module for each kind of work; importing a module adds its commands to the group."""

from cli import filling, following, keeping, looking
from cli.base import main, printable

__all__ = ["filling", "following", "keeping", "looking", "main", "printable"]
