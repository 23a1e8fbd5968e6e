#!/usr/bin/env python3
"""misuse_test.py COMPILER INCLUDE: misuse of the templates is refused by the compiler, in a few lines that name why."""
import subprocess
import sys

COMPILER, INCLUDE = sys.argv[1:3]

# What is written, and a word that the message must hold.
CASES = [
    ('softmax(std::vector<int>{1, 2})', 'Real'),
    ('log_sum_exp(std::vector<std::string>{"1"})', 'Real'),
    ('cross_entropy(std::list<double>{1, 2}, 0)', 'RealVector'),
    ('softmax(2.0)', 'RealVector'),
    ('clip_loss(Matrix<int>{{1}})', 'Real'),
    ('finite_difference([](int x) { return x; }, 1)', 'OrderedReal'),
    ('gradient_step(std::vector<std::string>{}, std::vector<std::string>{}, std::string())', 'Real'),
    ('check_gradient<double>([](const auto& x) { return x[0]; }, [](const auto& x) { return x; }, '
     'std::vector<double>{1})', 'check_gradient needs two number types with order'),
]

HEADERS = ('<list>', '<string>', '"reproof/numeric/contrastive.hpp"', '"reproof/numeric/descent.hpp"',
           '"reproof/numeric/gradient_check.hpp"')
PRELUDE = ''.join('#include %s\n' % header for header in HEADERS) + 'using namespace reproof;\n'
ERRORS_A_CASE = 2


def compile(expressions):
    """What the compiler says of the expressions, one a line behind the prelude."""
    lines = ['auto use_%d() { return %s; }\n' % (n, e) for n, e in enumerate(expressions)]
    return subprocess.run([COMPILER, '-std=c++20', '-fsyntax-only', '-I', INCLUDE, '-x', 'c++', '-'],
                          input=PRELUDE + ''.join(lines), capture_output=True, encoding='utf-8')


def main():
    right = compile(['softmax(std::vector<double>{1, 2})'])
    if right.returncode != 0:
        sys.exit('the right use does not compile:\n' + right.stderr)
    said = compile([expression for expression, word in CASES]).stderr
    faults = []
    for n, (expression, word) in enumerate(CASES):
        place = '<stdin>:%d:' % (PRELUDE.count('\n') + 1 + n)
        about = said[said.find(place):] if place in said else ''
        if word not in about:
            faults.append('%s: `%s` is not named' % (expression, word))
    errors = said.count(' error: ')
    if errors > ERRORS_A_CASE * len(CASES):
        faults.append('%d errors for %d misuses' % (errors, len(CASES)))
    sys.exit('\n'.join(faults + [said[:4000]]) if faults else 0)


if __name__ == '__main__':
    main()
