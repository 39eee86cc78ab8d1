"""Full-text search in the language of the person, by what PostgreSQL knows of languages."""

from collections.abc import Mapping

LANGUAGES: Mapping[str, str] = {
    "ar": "arabic",
    "ca": "catalan",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "ne": "nepali",
    "nl": "dutch",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}
"""Language of a locale to the database's configuration that stems its words."""


def configuration(locale: str) -> str:
    """Return the text search configuration for a locale; `simple`, which stems nothing, for the others."""
    return LANGUAGES.get(locale.replace("_", "-").partition("-")[0].lower(), "simple")
