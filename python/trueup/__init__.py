"""Reconciles Cin7 stock against a 3PL warehouse and accounts for every unit of difference.

>>> import trueup
>>> run = trueup.reconcile("cases/acme-la")
>>> print(run.text)
>>> run.explain("SKU-1")
"""

from ._core import __version__
from .calls import check, diff, draft_case, read, reconcile, suggest_sku_map
from .errors import CallError, Cancelled, CaseError, FileError, InputError, TrueupError
from .result import CaseDraft, CheckReport, Diff, Reconciliation, SkuMapSuggestion

__all__ = [
    "CallError",
    "Cancelled",
    "CaseDraft",
    "CaseError",
    "CheckReport",
    "Diff",
    "FileError",
    "InputError",
    "Reconciliation",
    "SkuMapSuggestion",
    "TrueupError",
    "__version__",
    "check",
    "diff",
    "draft_case",
    "read",
    "reconcile",
    "suggest_sku_map",
]
