"""``attrib bench``: how fast the library is, beside what, and what that costs. It asserts nothing."""
