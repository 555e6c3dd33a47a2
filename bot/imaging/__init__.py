"""Work on pictures: masks, previews, sheets, export.

The only place beside `references` and the sketch that calls Pillow.
"""
