"""Image models behind the ImageProvider port."""
