"""Questions in the formats of other platforms: GIFT, Moodle XML, and items of QTI 3.0. Pure, without a database."""
