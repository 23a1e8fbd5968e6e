#!/usr/bin/env python3
"""documentation_test.py COMPILER FOLDER: the program of docs/gradients.md compiles and supports its gradient, the
derivations that the headers name are in proofs/, every declaration of a header is documented, and every gradient is
a case of the tests.

A header names a derivation as `proofs/FILE.md`, or as `proofs/FILE.md, "HEADING"`.
"""
import glob
import os
import re
import subprocess
import sys
import tempfile

COMPILER, FOLDER = sys.argv[1:3]
INCLUDE = os.path.join(FOLDER, 'include')
DERIVATION = re.compile(r'proofs/(\w+\.md)(?:,\s+"([^"]+)")?')


def read(*path):
    with open(os.path.join(FOLDER, *path), encoding='utf-8') as file:
        return file.read()


def faults_of_the_program():
    programs = [block for block in re.findall(r'^```cpp\n(.*?)^```', read('docs', 'gradients.md'), re.S | re.M)
                if 'int main' in block]
    if len(programs) != 1:
        return ['docs/gradients.md: %d programs, not one' % len(programs)]
    with tempfile.TemporaryDirectory() as folder:
        program = os.path.join(folder, 'program')
        compiled = subprocess.run([COMPILER, '-std=c++20', '-I', INCLUDE, '-x', 'c++', '-', '-o', program],
                                  input=programs[0], capture_output=True, encoding='utf-8')
        if compiled.returncode != 0:
            return ['docs/gradients.md does not compile:\n' + compiled.stderr[:2000]]
        said = subprocess.run([program], capture_output=True, encoding='utf-8')
    return [] if said.returncode == 0 and 'verdict: supported' in said.stdout else [said.stdout]


def headings(name):
    return re.findall(r'^#+ (.*)$', read('proofs', name), re.M)


def faults_of_the_derivations():
    named, faults = 0, []
    for path in sorted(glob.glob(os.path.join(INCLUDE, 'reproof', 'numeric', '*.hpp'))):
        text = re.sub(r'\n\s*///', '', read(path))
        for name, heading in DERIVATION.findall(text):
            named += 1
            if not os.path.exists(os.path.join(FOLDER, 'proofs', name)):
                faults.append('%s: there is no proofs/%s' % (os.path.basename(path), name))
            elif heading and heading not in headings(name):
                faults.append('%s: proofs/%s has no heading `%s`' % (os.path.basename(path), name, heading))
    return faults if named else ['no header names a derivation']


def declarations(text):
    """(line, declaration, documented) of all that stands in a namespace of a header. A comment covers what follows
    it without an empty line."""
    depth, head, documented = [], '', False
    for number, line in enumerate(text.split('\n'), 1):
        line = line.strip()
        inner = any(kind == 'body' for kind in depth)
        if not inner and not head:
            if line.startswith('///'):
                documented = True
                continue
            if not line:
                documented = False
                continue
            if line.startswith(('//', '#', 'using ', 'static_assert', '}', 'REPROOF_')) or line.endswith('\\'):
                depth = depth[:-1] if line.startswith('}') else depth
                continue
        code = re.sub(r'//.*', '', line)
        if not inner:
            head += ' ' + code
        for c in code:
            if c == '{':
                depth.append('namespace' if re.match(r'\s*(inline )?namespace\b', head) else 'body')
            elif c == '}':
                depth.pop()
        if head and not any(kind == 'body' for kind in depth) and code.endswith((';', '{', '}')):
            if not re.match(r'\s*(inline )?namespace\b', head):
                yield number, head.strip(), documented or '///<' in line
            head = ''
    assert not depth, 'braces do not match'


def faults_of_the_comments():
    seen, faults = 0, []
    for path in sorted(glob.glob(os.path.join(INCLUDE, 'reproof', 'numeric', '*.hpp'))):
        for number, declaration, documented in declarations(read(path)):
            seen += 1
            if not documented:
                faults.append('%s:%d: not documented: %s' % (os.path.basename(path), number, declaration[:100]))
    return faults if seen > 200 else faults + ['only %d declarations were found' % seen]


LOSSES = ('log_sum_exp', 'softmax', 'cross_entropy', 'contrastive', 'contrastive_embeddings', 'siglip', 'normalise')
DERIVATIVE = re.compile(r'\b(?!\w*with_gradient)(\w+_(?:gradient|jacobian|jacobian_product|hessian_product|loss\w*)|through_\w+)\(')


def faults_of_the_cases():
    """What has a derivative, or is one, is checked three ways over tests/numeric/cases.hpp."""
    tested = set(DERIVATIVE.findall(read('tests', 'numeric', 'cases.hpp')))
    # Chain rules that the gradients of the cases go through.
    tested |= {'through_scale', 'through_similarities'}
    found = set()
    for name in LOSSES:
        found |= set(DERIVATIVE.findall(re.sub(r'//.*', '', read('include', 'reproof', 'numeric', name + '.hpp'))))
    return ['tests/numeric/cases.hpp: no case for %s' % name for name in sorted(found - tested)] + (
        [] if len(found) > 15 else ['only %d derivatives were found' % len(found)])


def main():
    faults = faults_of_the_cases() + faults_of_the_derivations() + faults_of_the_comments() + faults_of_the_program()
    sys.exit('\n'.join(faults) if faults else 0)


if __name__ == '__main__':
    main()
