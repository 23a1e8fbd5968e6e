#!/usr/bin/env python3
"""documentation_test.py COMPILER FOLDER: the program of docs/gradients.md compiles and supports its gradient, and the
derivations that the headers name are in proofs/.

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


def main():
    faults = faults_of_the_derivations() + faults_of_the_program()
    sys.exit('\n'.join(faults) if faults else 0)


if __name__ == '__main__':
    main()
