#!/usr/bin/env python3
"""replay_apart_test.py FOLDER NM ARCHIVE: what checks a proof shares the terms and the table of rules with what finds it.

Followed are the includes from the replay's sources, and in the library the symbols that its objects need from others.
"""
import collections
import glob
import os
import re
import subprocess
import sys

SHARED = {
    'terms': 'form form_function binding parts print_form proof evaluate_form',
    'table of rules': 'rules rules_algebra rules_calculus rules_functions rules_ranges domain slopes in_full read_form',
    'what both count and answer': 'arithmetic work',
}
REPLAY = re.compile(r'replay(/\w+)?$')
INCLUDE = re.compile(r'^#include "symbolic/([\w/]+)\.hpp"', re.M)


def allowed(unit):
    return bool(REPLAY.match(unit)) or any(unit in units.split() for units in SHARED.values())


def reach(starts, uses):
    """Units that can be reached, each with the one that it is used by."""
    found = {unit: '' for unit in starts}
    queue = list(starts)
    for unit in queue:
        for other in sorted(uses[unit]):
            if other not in found:
                found[other] = unit
                queue.append(other)
    return found


def includes(folder):
    """Headers by the unit (a name without ending) that includes them; a header stands for its source too."""
    uses = collections.defaultdict(set)
    for path in glob.glob(os.path.join(folder, 'src/symbolic/**/*.[ch]pp'), recursive=True):
        unit = os.path.relpath(os.path.splitext(path)[0], os.path.join(folder, 'src/symbolic'))
        with open(path, encoding='utf-8') as file:
            uses[unit].update(INCLUDE.findall(file.read()))
    return uses


def symbols(folder, nm, archive):
    """Objects by the object that needs something of them."""
    units = {os.path.basename(path): os.path.relpath(path[:-len('.cpp')], os.path.join(folder, 'src/symbolic'))
             for path in glob.glob(os.path.join(folder, 'src/symbolic/**/*.cpp'), recursive=True)}
    defined, needed, unit = {}, collections.defaultdict(set), None
    for line in subprocess.run([nm, archive], check=True, capture_output=True, text=True).stdout.splitlines():
        if line.endswith('.o:'):
            unit = units[line[:-len('.o:')]]
        elif line:
            kind, name = line.split()[-2:]
            if kind == 'U':
                needed[unit].add(name)
            elif kind in 'TDBR':
                defined[name] = unit
    return collections.defaultdict(
        set, {unit: {defined[name] for name in names if name in defined} for unit, names in needed.items()})


def check(what, uses):
    replay = [unit for unit in uses if REPLAY.match(unit)]
    strangers = [(unit, by) for unit, by in reach(replay, uses).items() if not allowed(unit)]
    for unit, by in strangers:
        print('by %s the replay reaches %s, through %s' % (what, unit, by))
    # From the search its parts are reached: what is followed is there.
    seen = reach(['prove'], uses)
    missing = [unit for unit in ('search', 'expansion', 'laurent', 'signs', 'replay') if unit not in seen]
    for unit in missing:
        print('by %s the search does not reach %s' % (what, unit))
    return not replay or strangers or missing


def main():
    folder, nm, archive = sys.argv[1:]
    faults = [check('includes', includes(folder)), check('symbols', symbols(folder, nm, archive))]
    return 1 if any(faults) else 0


if __name__ == '__main__':
    sys.exit(main())
