"""Reports in other people's formats, a module each; what a module needs besides this library is an extra."""
