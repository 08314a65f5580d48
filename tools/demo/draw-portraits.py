"""
Draws the synthetic portraits of resources/demo/photos: flat silhouettes with 样例 across the chest, no face, no real person.

    python3 -m venv .cache/portraits && .cache/portraits/bin/pip install pillow==13.0.0 numpy==2.4.6
    .cache/portraits/bin/python tools/demo/draw-portraits.py

p1 to p4: 413x626 pixels, above 50 KB, for 导游资格证书 and 导游证. b1 to b3: 295x413, above 10 KB, for 演出经纪人员资格证.
bad-small.jpg has too few pixels for any kind; bad-text.jpg is no picture. A fine grain, the same at every run, gives the files
the size of a photo. The pictures are committed; drawing them anew with other versions may change bytes, not what they show.
"""
from pathlib import Path
import numpy as np
from PIL import Image, ImageDraw, ImageFont

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "resources/demo/photos"
FONT = next((ROOT / "node_modules/@expo-google-fonts/noto-sans-sc").glob("**/*400Regular.ttf"))
SCALE = 4

# name, width, height, hair, long hair, skin, clothes, grain (standard deviation), quality
PORTRAITS = [
    ("p1", 413, 626, "#2b2320", False, "#d9b797", "#2f4a6d", 4.2, 92),
    ("p2", 413, 626, "#1d1b22", True, "#e3c2a5", "#7a2f3b", 4.2, 92),
    ("p3", 413, 626, "#4a3a2e", False, "#cfa987", "#3d5a45", 4.2, 92),
    ("p4", 413, 626, "#3a2417", True, "#dcb899", "#555061", 4.2, 92),
    ("b1", 295, 413, "#262626", False, "#d6b392", "#3a3f4b", 4.0, 90),
    ("b2", 295, 413, "#2e1f1a", True, "#e1bf9f", "#5b3a66", 4.0, 90),
    ("b3", 295, 413, "#1a1a1a", False, "#cda583", "#6b5330", 4.0, 90),
    ("bad-small", 120, 168, "#2b2320", True, "#d9b797", "#2f4a6d", 9.0, 98),
]


def draw(width, height, hair, long_hair, skin, clothes):
    w, h = width * SCALE, height * SCALE
    picture = Image.new("RGB", (w, h), "#ffffff")
    pen = ImageDraw.Draw(picture)

    def oval(cx, cy, rx, ry, colour):
        pen.ellipse((w * cx - w * rx, h * cy - h * ry, w * cx + w * rx, h * cy + h * ry), fill=colour)

    if long_hair:
        oval(0.5, 0.46, 0.27, 0.26, hair)
        pen.rectangle((w * 0.23, h * 0.44, w * 0.77, h * 0.68), fill=hair)
    oval(0.5, 1.02, 0.46, 0.30, clothes)
    pen.polygon([(w * 0.40, h * 0.62), (w * 0.60, h * 0.62), (w * 0.63, h * 0.76), (w * 0.5, h * 0.83), (w * 0.37, h * 0.76)], fill=skin)
    oval(0.5, 0.37, 0.225, 0.195, hair)
    oval(0.5, 0.455, 0.195, 0.195, skin)
    pen.pieslice((w * 0.285, h * 0.20, w * 0.715, h * 0.50), 180, 360, fill=hair)
    font = ImageFont.truetype(str(FONT), int(w * 0.14))
    pen.text((w * 0.5, h * 0.92), "样例", font=font, fill="#ffffff", anchor="mm")
    return picture.resize((width, height), Image.LANCZOS)


def main():
    TARGET.mkdir(parents=True, exist_ok=True)
    for seed, (name, width, height, hair, long_hair, skin, clothes, grain, quality) in enumerate(PORTRAITS):
        picture = draw(width, height, hair, long_hair, skin, clothes)
        noise = np.random.Generator(np.random.PCG64(seed)).normal(0, grain, (height, width, 1))
        grained = np.clip(np.asarray(picture, dtype=float) + noise, 0, 255).astype(np.uint8)
        path = TARGET / f"{name}.jpg"
        Image.fromarray(grained).save(path, quality=quality, subsampling=0, dpi=(300, 300))
        print(f"{path.relative_to(ROOT)}: {width}x{height}, {path.stat().st_size} bytes")
    (TARGET / "bad-text.jpg").write_text("这不是照片 / this is no picture\n" * 400, encoding="utf-8")


main()
