"""The loss of a training as a picture, from the notes in its checkpoint.

python3 models/training/loss_curve.py --checkpoint runs/teacher/checkpoint.pt --picture loss.svg
"""

from __future__ import annotations

import argparse
from pathlib import Path
from xml.sax.saxutils import escape

from checkpoint import CheckpointRefused, load_checkpoint

# One panel a measure on fixed held-out synthetic tables: what it is, and its unit.
PANELS = (
    ("validation binary", "Yes or no: cross-entropy, nats"),
    ("validation class", "All classes: cross-entropy, nats"),
    ("validation number", "Numbers: negative log-density, nats"),
)
_WIDTH, _HEIGHT, _LEFT, _TOP, _GAP = 270, 170, 56, 34, 70


def _points(notes: "list[dict]", measure: str) -> "list[tuple[float, float]]":
    return [(note["tables"] / 1000, note[measure]) for note in notes if measure in note]


def _panel(points: "list[tuple[float, float]]", title: str, left: int) -> "list[str]":
    last = max(x for x, _ in points)
    low, high = min(y for _, y in points), max(y for _, y in points)
    span = (high - low) or 1.0
    place = [(left + _WIDTH * x / last, _TOP + _HEIGHT * (high - y) / span) for x, y in points]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in place)
    base = _TOP + _HEIGHT
    texts = [
        (left, _TOP - 14, "start", title),
        (left - 6, _TOP + 4, "end", f"{high:.3f}"),
        (left - 6, base + 4, "end", f"{low:.3f}"),
        (left, base + 18, "start", "0"),
        (left + _WIDTH, base + 18, "end", f"{last:.0f} thousand tables"),
    ]
    return [
        f'<path d="M{left} {_TOP}V{base}H{left + _WIDTH}" fill="none" stroke="#777"/>',
        f'<polyline points="{line}" fill="none" stroke="#0b6e99" stroke-width="2"/>',
        *(
            f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}">{escape(text)}</text>'
            for x, y, anchor, text in texts
        ),
    ]


def picture(notes: "list[dict]") -> str:
    """An SVG with one panel for every measure the notes hold at least twice; ValueError when they hold none."""
    held = [(title, points) for measure, title in PANELS if len(points := _points(notes, measure)) > 1]
    if not held:
        raise ValueError("This training has not been validated twice yet: there is no curve to draw.")
    parts = [
        part for i, (title, points) in enumerate(held) for part in _panel(points, title, _LEFT + i * (_WIDTH + _GAP))
    ]
    width, height = _LEFT + len(held) * (_WIDTH + _GAP), _TOP + _HEIGHT + 34
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
    style = 'font-family="sans-serif" font-size="12" fill="#333">'
    return "\n".join([head + style, f'<rect width="{width}" height="{height}" fill="#fff"/>', *parts, "</svg>", ""])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--kind", choices=["teacher", "student"], default="teacher")
    parser.add_argument("--picture", type=Path, required=True)
    options = parser.parse_args()
    try:
        options.picture.write_text(picture(load_checkpoint(options.checkpoint, options.kind)["notes"]))
    except (CheckpointRefused, ValueError) as refused:
        parser.error(str(refused))


if __name__ == "__main__":
    main()
