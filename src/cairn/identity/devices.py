"""What a client calls itself, in the few words that its person recognises it by."""

import re

_MAX_NAME = 60
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("FxiOS", "Firefox"),
    ("Firefox", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
"""Words of a browser's agent, those that others pretend to be last."""
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)
_PRODUCT = re.compile(r"[!-~]+")


def device_words(agent: str) -> str | None:
    """Return browser and system, or the product's own name; versions and models are not kept."""
    if not agent.startswith("Mozilla/"):
        product = _PRODUCT.match(agent)
        return product[0][:_MAX_NAME] if product else None
    browser = next((name for word, name in _BROWSERS if f"{word}/" in agent), "A browser")
    system = next((name for word, name in _SYSTEMS if word in agent), None)
    return browser if system is None else f"{browser} on {system}"
