"""Text that tries to be script, more than five hundred: ways out of where text stands, and ways in.

After the families of OWASP's XSS Filter Evasion Cheat Sheet; made here, so that each is known to
run where a page takes text for markup (tests/test_browser_injection.py).
"""

from itertools import product

RUN = "top.ran=(top.ran||0)+1"
QUIET = "top['ran']=(top['ran']||0)+1"  # without a dot after top
CODED = "".join(f"&#{ord(letter)};" for letter in RUN)
HEX = "".join(f"&#x{ord(letter):x};" for letter in RUN)
OUT = ("", '">', "'>", "-->", "</textarea>", "</title>", "</style>", "]]>", "`}}", "</p></div>")
IN = (
    "<script>{}</script>",
    "<ScRiPt >{}</sCrIpT>",
    "<img src=x: onerror={}>",
    '<img src=x: onerror="{}">',
    "<IMG SRC=x: ONERROR={}>",
    "<img/src=x:/onerror={}>",
    "<svg onload={}>",
    "<svg/onload={}>",
    "<svg><script>{}</script></svg>",
    "<body onload={}>",
    "<details open ontoggle={}>x</details>",
    "<iframe srcdoc='<script>{}</script>'></iframe>",
    '<iframe src="javascript:{}"></iframe>',
    '<iframe src="java&Tab;script:{}"></iframe>',
    "<iframe onload={}></iframe>",
    "<style onload={}></style>",
    "<video><source onerror={}></video>",
    "<audio src=x: onerror={}></audio>",
    "<input autofocus onfocus={}>",
    '<object data="javascript:{}"></object>',
    '<embed src="javascript:{}">',
    "<math><mtext><script>{}</script></mtext></math>",
    "<noscript><p title='</noscript><img src=x: onerror={}>'>",
    "<a href='javascript:{}'>x</a>",
    "<form action='javascript:{}'><button>x</button></form>",
    "<marquee onstart={}>x</marquee>",
    "<template><script>{}</script></template>",
)
PAYLOADS = [
    *(out + way.format(run) for out, way, run in product(OUT, IN, (RUN, QUIET))),
    *(f"<img src=x: onerror={coded}>" for coded in (CODED, HEX)),
]
