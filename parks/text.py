"""Vietnamese text for searching and sorting, independent of any database collation."""

import unicodedata


def search_key(*parts: str) -> str:
    """Return the parts lower-cased and without diacritics ("Điềm Thụy" becomes "diem thuy")."""
    text = " ".join(part for part in parts if part)
    text = text.replace("Đ", "D").replace("đ", "d")
    decomposed = unicodedata.normalize("NFD", text)
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return " ".join(bare.casefold().split())
