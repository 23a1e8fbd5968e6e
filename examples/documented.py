#!/usr/bin/env python3
"""documented.py PROGRAM PAGE: every table row that the program prints stands in the page.

Rows of `double` are left out: their digits are those of the machine's elementary functions.
"""
import subprocess
import sys


def main():
    program, path = sys.argv[1:]
    printed = subprocess.run([program], check=True, capture_output=True, text=True).stdout.splitlines()
    rows = [line for line in printed if line.startswith('|') and not line.startswith('| `double`')]
    with open(path, encoding='utf-8') as file:
        page = file.read().splitlines()
    missing = [row for row in rows if row not in page]
    for row in missing:
        print('not in %s: %s' % (path, row))
    return 1 if missing or not rows else 0


if __name__ == '__main__':
    sys.exit(main())
