"""Short forms both ways, as the papers of the archive spell them out themselves ("Joint Patrol Group (JPG)").

A question with the short form also looks for the words of the long one, and the other way round.
"""

from __future__ import annotations

import re

from index.store.short_forms import ShortForms

WEIGHT = 0.5
"""Weight of a word that the user did not type."""


def expand(text: str, forms: ShortForms) -> list[str]:
    """Forms to look for besides: long forms of the short ones in ``text``, short forms of the long ones."""
    found = [forms.long_of[word] for word in re.findall(r"[A-Za-z0-9&/-]+", text) if word in forms.long_of]
    folded = f" {' '.join(text.casefold().split())} "
    # the plain look comes first: an archive spells out more short forms than `re` keeps compiled
    found += [short for long, short in forms.short_of.items() if long in folded and re.search(rf"\W{re.escape(long)}\W", folded)]
    return list(dict.fromkeys(found))
