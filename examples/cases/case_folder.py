"""Writes the files of a generated example into its folder."""
import argparse
from pathlib import Path


def clear(out):
    """Remove what an earlier run wrote, and nothing else: OUT must be new, empty or a generated case."""
    if not out.exists() or not any(out.iterdir()):
        return
    if not (out / "truth.json").exists():
        raise SystemExit(f"{out}: not empty and not a generated case (no truth.json); choose another folder")
    for path in sorted(out.rglob("*")):
        if path.is_file():
            path.unlink()


def write_folder(out, files):
    clear(out)
    for path, text in files:
        target = out / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode())


def generator_arguments(about, seed):
    parser = argparse.ArgumentParser(description=about.partition("\n")[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=seed)
    return parser.parse_args()
