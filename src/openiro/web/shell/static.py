"""Static files: hashed and compressed, so that a browser may keep them for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Before anything has been collected, as in tests of pages, addresses are those of the files themselves."""

    support_js_module_import_aggregation = True

    def stored_name(self, name: str) -> str:
        if not self.hashed_files:
            return str(name)
        return str(super().stored_name(name))
