"""How static files are named: by their content, so that a browser never mixes two versions."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Hashes the names that modules import each other by, too."""

    support_js_module_import_aggregation = True
