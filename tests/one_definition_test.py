#!/usr/bin/env python3
"""one_definition_test.py FOLDER: no two types of one name in one namespace.

Two would share the functions of their containers at link time, whichever the linker keeps, and neither the compiler nor
the linker says so.
"""
import collections
import glob
import os
import re
import sys

NAMESPACE = re.compile(r'^(?:inline )?namespace ?([\w:]*) ?\{$')
TYPE = re.compile(r'^(?:struct|class|enum class) (\w+)(?: final)?(?: :[^;]*)? \{')


def types(path):
    spaces = []
    with open(path, encoding='utf-8') as file:
        for line in file:
            opened = NAMESPACE.match(line)
            if opened:
                spaces.append(opened.group(1) or 'unnamed')
            elif line.startswith('}  // namespace') and spaces:
                spaces.pop()
            found = TYPE.match(line)
            if found and 'unnamed' not in spaces:
                yield '::'.join(spaces + [found.group(1)])


def main():
    places = collections.defaultdict(set)
    for folder in ('src', 'include'):
        for path in glob.glob(os.path.join(sys.argv[1], folder, '**', '*.[ch]pp'), recursive=True):
            for name in types(path):
                places[name].add(os.path.relpath(path, sys.argv[1]))
    clashes = {name: paths for name, paths in places.items() if len(paths) > 1}
    for name, paths in sorted(clashes.items()):
        print('%s is defined in %s' % (name, ' and in '.join(sorted(paths))))
    print('%d types, %d clashes' % (len(places), len(clashes)))
    return 1 if clashes or not places else 0


if __name__ == '__main__':
    sys.exit(main())
