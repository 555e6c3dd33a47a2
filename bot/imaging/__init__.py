"""Pillow work on trusted pictures: probes, previews, masks, export, provenance.

Every function here that opens a picture is meant for `PicturePool.run`; none may be called on the
event loop. Pictures come in by path and go out as files in a folder the caller gives.
"""
