"""QR codes as pictures, through segno."""

import io

import segno


def svg(text: str, *, dark: str = "#10201f") -> str:
    """Return the QR code of `text` as an SVG without size, so that it fits where it is put. Error level M."""
    stream = io.BytesIO()
    code = segno.make(text, error="m", micro=False)
    code.save(stream, kind="svg", border=2, dark=dark, light="#ffffff", omitsize=True, xmldecl=False, svgns=True)
    return stream.getvalue().decode()


def png(text: str, *, scale: int = 8) -> bytes:
    """Return the QR code of `text` as a PNG with `scale` pixels a module."""
    stream = io.BytesIO()
    segno.make(text, error="m", micro=False).save(stream, kind="png", border=4, scale=scale)
    return stream.getvalue()


def matrix(text: str) -> list[str]:
    """Return the modules of the QR code as rows of "1" (dark) and "0", without border: the cheapest form to typeset."""
    return [
        "".join("1" if module & 1 else "0" for module in row) for row in segno.make(text, error="m", micro=False).matrix
    ]
