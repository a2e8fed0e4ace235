"""Loading: from files to a ledger, its rules and every finding about them."""

from verifier.loading.loader import Loaded, load

__all__ = ["Loaded", "load"]
