"""The peers' files import what only the peers' environment has: pytest must not collect them here."""

collect_ignore = ["openfisca_rules.py", "policyengine_rules.py", "peers.py"]
