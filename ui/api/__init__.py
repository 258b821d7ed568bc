"""What the app answers to programs, beside its pages and on the same port: JSON, CSV, feeds, evidence packs.

    requests.py    parameters of a request → filters, or a typed error
    answers.py     /api/ask, /api/search, /api/facets
    papers.py      /api/papers/…
    ledger.py      /api/register, /api/threads/…
    taking.py      /api/pack, /api/citation, feeds
    openapi.py     /api/openapi.json
    routes.py      the table of routes; errors as JSON

Whoever asks sees what a reader sees in the pages: the archive of the public, or with restricted papers for staff
(:mod:`ui.identity`). The rows are those of the command line (``answer/export.py``, ``index/export.py``).
"""

from ui.api.routes import make_api_routes

__all__ = ["make_api_routes"]
