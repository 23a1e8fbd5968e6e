#!/usr/bin/env python3
"""page_compiles.py COMPILER INCLUDE PAGE: the programs in the page, ```cpp blocks with a main, compile as they stand."""
import re
import subprocess
import sys


def main():
    compiler, include, path = sys.argv[1:]
    with open(path, encoding='utf-8') as file:
        blocks = re.findall(r'^```cpp\n(.*?)^```', file.read(), re.M | re.S)
    programs = [block for block in blocks if 'int main' in block]
    for program in programs:
        subprocess.run([compiler, '-std=c++20', '-fsyntax-only', '-I', include, '-x', 'c++', '-'],
                       input=program, check=True, encoding='utf-8')
    return 0 if programs else 1


if __name__ == '__main__':
    sys.exit(main())
