"""Run by itself, in a process of its own: `press.py charts|pages FOLDER FONTS…`.

The folder holds what is to be set; the result is written beside it. One process each,
because typst's cache never shrinks and because a page's text must not reach further
than this. Imports nothing of Watchbrief.
"""

import json
import resource
import sys
from functools import partial
from pathlib import Path

MEBIBYTE = 2**20
# V8, which draws the charts, asks for more than it uses: 87 MiB are resident.
LIMITS = {"charts": 1024 * MEBIBYTE, "pages": 512 * MEBIBYTE}
# Both measure and set a variable font at its thinnest: hence the room at the left
# for the longest name, and the weights.
LOOK = {
    "font": "Noto Sans TC",
    "padding": {"left": 24, "right": 12, "top": 4, "bottom": 4},
}
WEIGHTS = (
    "<style>text { font-variation-settings: 'wght' 400 }"
    " text[font-weight=\"bold\"] { font-variation-settings: 'wght' 700 }</style>"
)
NO_GLYPH = "could not be displayed"


def draw_charts(folder: Path, fonts: list[str]) -> None:
    import vl_convert  # noqa: PLC0415 (half a second that the pages need not wait)

    for font in fonts:
        vl_convert.register_font_directory(font)
    figures = json.loads((folder / "figures.json").read_text(encoding="utf-8"))
    for name, chart in figures["charts"].items():
        svg = vl_convert.vegalite_to_svg(chart, config=LOOK, allowed_base_urls=[])
        weighted = svg.replace(">", f">{WEIGHTS}", 1)
        (folder / f"{name}.svg").write_text(weighted, encoding="utf-8")


def set_pages(folder: Path, fonts: list[str]) -> None:
    import typst  # noqa: PLC0415

    set_as = partial(
        typst.compile,
        str(folder / "board.typ"),
        output=str(folder / "board.pdf"),
        root=str(folder),
        font_paths=fonts,
        ignore_system_fonts=True,
        # No package is fetched: the folder that it would be taken from is ours.
        package_path=str(folder),
        package_cache_path=str(folder),
    )
    try:
        set_as(pdf_standards=["ua-1"])
    except typst.TypstError as error:
        if NO_GLYPH not in str(error):
            raise
        # A sign that no font here has, say an emoji in a docket: PDF/UA refuses it,
        # but the board still gets its report, with a box in the sign's place.
        set_as()


def main(step: str, folder: str, *fonts: str) -> None:
    limit = LIMITS[step]
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
    {"charts": draw_charts, "pages": set_pages}[step](Path(folder), list(fonts))


if __name__ == "__main__":
    main(*sys.argv[1:])
