#!/usr/bin/env python3
"""ratios.py BENCHMARKS.json: what is promised of speed, from one run of the benchmarks on one machine."""
import json
import sys

UNIT = {'ns': 1e-9, 'us': 1e-6, 'ms': 1e-3, 's': 1.0}


def read(path):
    with open(path) as file:
        rows = json.load(file)['benchmarks']
    return {row['name'].split('/iterations:')[0]: row for row in rows if 'error_occurred' not in row and row.get('run_type') != 'aggregate'}


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
    if 'write_html_worked_case' in rows:
        yield 'HTML report of the worked case, ms', '%.2f' % (seconds(rows['write_html_worked_case']) * 1e3), 'at most 20'
    if {'audit_values/right', 'audit_values/wrong'} <= rows.keys():
        wrong = rows['audit_values/wrong']
        each = (seconds(wrong) - seconds(rows['audit_values/right'])) / max(wrong['diagnosed'], 1)
        yield 'diagnosis of a failed claim, ms', '%.2f' % (each * 1e3), 'under 2'
    sizes = sorted((int(name.split('/')[1]), row) for name, row in rows.items() if name.startswith('audit_claims/'))
    for size, row in sizes:
        yield 'a claim among %d, us' % size, '%.2f' % (row['per_claim'] * 1e6), ''
    if len(sizes) > 1:
        growth = sizes[-1][1]['per_claim'] / sizes[0][1]['per_claim']
        yield 'cost of a claim, largest document over smallest', '%.2f' % growth, 'flat'
    yield from symbolic_ratios(rows)
    yield from reader_ratios(rows)
    yield from numeric_ratios(rows)


CROSS_ENTROPY_SIZES = (3, 10, 50, 200)


def symbolic_ratios(rows):
    """Derivations: for every N from TeX, with N written out, and the same gradients by SymPy where that is present."""
    if 'cross_entropy_from_tex' in rows:
        yield ('gradient of cross-entropy from TeX, every N, ms', '%.2f' % (seconds(rows['cross_entropy_from_tex']) * 1e3),
               'under 1')
    if 'audit_proofs' in rows:
        yield 'all of proofs/, seconds', '%.2f' % seconds(rows['audit_proofs']), 'under 1'
    sizes = [n for n in CROSS_ENTROPY_SIZES if 'cross_entropy_concrete_n/%d' % n in rows]
    times = {n: seconds(rows['cross_entropy_concrete_n/%d' % n]) for n in sizes}
    for n in sizes:
        yield 'all gradients of cross-entropy, N = %d, ms' % n, '%.2f' % (times[n] * 1e3), 'at most 136' if n == 200 else ''
    for small, large in zip(sizes, sizes[1:]):
        yield ('gradients of cross-entropy, N = %d over %d' % (large, small), '%.1f' % (times[large] / times[small]),
               'about %d' % round((large / small) ** 2))
    for n in sizes[:2]:
        other = sympy_seconds(n)
        if other:
            yield 'SymPy, gradients of cross-entropy, N = %d, in times' % n, '%.1f' % (other / times[n]), ''


def sympy_seconds(n):
    """All n gradients of one loss, each difference to p_j - delta_{1j} simplified to 0; None without SymPy."""
    try:
        import sympy
    except ImportError:
        return None
    import time
    z = sympy.symbols('z1:%d' % (n + 1))
    start = time.process_time()
    total = sum(sympy.exp(x) for x in z)
    loss = -sympy.log(sympy.exp(z[0]) / total)
    for j, x in enumerate(z):
        if sympy.simplify(sympy.diff(loss, x) - (sympy.exp(x) / total - int(j == 0))) != 0:
            return None
    return time.process_time() - start


def reader_ratios(rows):
    """Input read up to fragments, each format on one core."""
    for name, row in rows.items():
        if name.startswith('read_'):
            reader = name.split('/')[-1].removeprefix('read_')
            yield ('MB/s of %s read up to fragments' % reader, '%.0f' % (row['bytes_per_second'] / 1e6),
                   'at least %d' % (15 if reader == 'html' else 50))


CLIP_SIZES = (64, 256, 1024)


def numeric_ratios(rows):
    """The templates: gradients against one evaluation, growth with N, a whole check, enclosures against bare Arb."""
    for n in CLIP_SIZES:
        value = rows.get('clip_value/%d' % n)
        for name, promised in (('analytic', 'at most 3'), ('reverse', 'at most 6')):
            gradient = rows.get('clip_%s_gradient/%d' % (name, n))
            if value and gradient:
                yield ('%s gradient of CLIP, N = %d, in values' % (name, n), '%.2f' % (seconds(gradient) / seconds(value)),
                       promised)
    for small, large in zip(CLIP_SIZES, CLIP_SIZES[1:]):
        for name in ('clip_value', 'clip_analytic_gradient', 'clip_reverse_gradient'):
            one, other = rows.get('%s/%d' % (name, small)), rows.get('%s/%d' % (name, large))
            if one and other:
                yield ('%s, N = %d over %d' % (name, large, small), '%.1f' % (seconds(other) / seconds(one)),
                       'about %d' % (large // small) ** 2)
    for check, value, promised in (('clip_check_32_directions', 'clip_value/256', 'under 100'),
                                   ('clip_check_50_digits', 'clip_value_50_digits', ''),
                                   ('clip_check_50_digits_mpfr', 'clip_value_50_digits_mpfr', '')):
        if {check, value} <= rows.keys():
            yield '%s, in values' % check, '%.1f' % (seconds(rows[check]) / seconds(rows[value])), promised
    for name in ('clip_check_50_digits', 'clip_check_50_digits_mpfr'):
        if name in rows:
            yield '%s, seconds' % name, '%.1f' % seconds(rows[name]), 'seconds'
    if {'softmax_on_balls', 'softmax_in_bare_arb'} <= rows.keys():
        yield ('softmax of 1,000 enclosures, in times bare Arb',
               '%.2f' % (seconds(rows['softmax_on_balls']) / seconds(rows['softmax_in_bare_arb'])), 'at most 3')


def main():
    print()
    for what, measured, promised in ratios(read(sys.argv[1])):
        print("%-54s %12s   %s" % (what, measured, promised))


if __name__ == '__main__':
    main()
