"""Thin translators between platforms and the core. They know no money and no images."""
