#!/usr/bin/env python3
"""ratios.py BENCHMARKS.json: what is promised of speed, from one run of the benchmarks on one machine."""
import json
import sys

UNIT = {'ns': 1e-9, 'us': 1e-6, 'ms': 1e-3, 's': 1.0}


def read(path):
    with open(path) as file:
        rows = json.load(file)['benchmarks']
    return {row['name']: row for row in rows if 'error_occurred' not in row and row.get('run_type') != 'aggregate'}


def seconds(row):
    return row['cpu_time'] * UNIT[row['time_unit']]


def ratios(rows):
    """(what, measured, promised), as far as the benchmarks ran."""
    if 'parse_spans' in rows:
        yield 'spans parsed a second', '%.0f' % rows['parse_spans']['items_per_second'], 'at least 100000'
    if {'decide_rounding', 'bare_arb'} <= rows.keys():
        ratio = seconds(rows['decide_rounding']) / seconds(rows['bare_arb'])
        yield 'a rounding decision, in times the bare Arb calls', '%.2f' % ratio, 'at most 2'
    if 'audit_worked_case' in rows:
        yield 'audit of the worked case, ms', '%.2f' % (seconds(rows['audit_worked_case']) * 1e3), 'at most 5'
    sizes = sorted((int(name.split('/')[1]), row) for name, row in rows.items() if name.startswith('audit_claims/'))
    for size, row in sizes:
        yield 'a claim among %d, us' % size, '%.2f' % (row['per_claim'] * 1e6), ''
    if len(sizes) > 1:
        growth = sizes[-1][1]['per_claim'] / sizes[0][1]['per_claim']
        yield 'cost of a claim, largest document over smallest', '%.2f' % growth, 'flat'


def main():
    print()
    for what, measured, promised in ratios(read(sys.argv[1])):
        print('%-50s %12s   %s' % (what, measured, promised))


if __name__ == '__main__':
    main()
