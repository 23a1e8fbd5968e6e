#!/usr/bin/env python3
"""documented.py PROGRAM PAGE: every table row that the program prints stands in the page.

The figures in rows of `double` are errors of rounding, those of the machine's elementary functions: they have to be
within a factor of 2 of the page's, and the names that follow from comparing them are left out.
"""
import re
import subprocess
import sys

FIGURE = re.compile(r'\d+(?:\.\d+)?(?:e[-+]?\d+)?')


def close(row, other):
    """Rows of `double` with the same order, and the same figures within a factor of 2."""
    cells, others = row.split('|')[1:4], other.split('|')[1:4]
    if cells[:2] != others[:2] or FIGURE.sub('', cells[2]) != FIGURE.sub('', others[2]):
        return False
    pairs = zip(FIGURE.findall(cells[2]), FIGURE.findall(others[2]))
    return all(float(a) <= 2 * float(b) and float(b) <= 2 * float(a) for a, b in pairs)


def stands_in(row, page):
    if row.startswith('| `double`'):
        return any(close(row, line) for line in page if line.startswith('| `double`'))
    return row in page


def main():
    program, path = sys.argv[1:]
    printed = subprocess.run([program], check=True, capture_output=True, text=True).stdout.splitlines()
    rows = [line for line in printed if line.startswith('|')]
    with open(path, encoding='utf-8') as file:
        page = file.read().splitlines()
    missing = [row for row in rows if not stands_in(row, page)]
    for row in missing:
        print('not in %s: %s' % (path, row))
    return 1 if missing or not rows else 0


if __name__ == '__main__':
    sys.exit(main())
