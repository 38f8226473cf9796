"""The course folder: a course as plain text (`docs/course-folder.md`).

`reading.read_course`, `writing.write_course`, `stamping.stamp_blocks`; the shapes in between are in `shapes`,
the Markdown of texts becomes rich text and back in `richtext`.
"""
