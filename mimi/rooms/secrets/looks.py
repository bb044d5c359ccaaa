"""The plain backgrounds: a colour and a texture, drawn by the page. The server knows the names."""

COLOURS = ("night", "dawn", "sea", "moss", "plum", "sand", "rose", "slate")
TEXTURES = ("roofs", "ridges", "waves", "pines", "blossom", "dunes", "petals", "rain")
LOOKS = tuple(f"{colour}-{texture}" for colour in COLOURS for texture in TEXTURES)
PLAIN = LOOKS[0]  # of whoever chooses none
