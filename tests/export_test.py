#!/usr/bin/env python3
"""export_test.py REPROOF: a notebook and its HTML export give the same findings.

The exports are pandoc's: formulas for MathJax, as MathML, for KaTeX to draw when the page is shown, and drawn by KaTeX.
"""
import glob
import html
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

REPROOF = os.path.abspath(sys.argv[1])
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SHARED = os.path.join(ROOT, '..', 'shared')
NODE = {**os.environ, 'NODE_PATH': '/usr/share/nodejs'}
RENDER = '''const katex = require('katex')
const formulas = JSON.parse(require('fs').readFileSync(0))
const draw = ([tex, displayMode]) => katex.renderToString(tex, {displayMode, throwOnError: false})
console.log(JSON.stringify(formulas.map(draw)))'''
FORMULA = re.compile(r'<span\s+class="math (inline|display)">(.*?)</span>', re.DOTALL)


def has_katex():
    if not shutil.which('node'):
        return False
    return subprocess.run(['node', '-e', "require('katex')"], env=NODE, capture_output=True).returncode == 0


def findings(path):
    """What is said of each number, in order; where it stands differs from format to format."""
    out = subprocess.run([REPROOF, 'check', '--fail-on', 'never', '-f', 'json', path], capture_output=True, timeout=120).stdout
    said = json.loads(out)['documents'][0]['findings']
    return [(f['severity'], f['rule'], f['verdict'], f['text'], f['exact'], f['stated']) for f in said]


def pandoc(path, *options):
    command = ['pandoc', '-f', 'ipynb', '-t', 'html5', '-s', '--wrap=none', '--metadata', 'title=notebook', *options, path]
    return subprocess.run(command, capture_output=True, check=True, timeout=120).stdout.decode()


def drawn_by_katex(page):
    formulas = [(html.unescape(m[2]), m[1] == 'display') for m in FORMULA.finditer(page)]
    rendered = subprocess.run(['node', '-e', RENDER], input=json.dumps(formulas).encode(), env=NODE, capture_output=True,
                              check=True, timeout=120).stdout
    drawn = iter(json.loads(rendered))
    return FORMULA.sub(lambda m: next(drawn), page)


def cells_of(markdown):
    """A notebook with a cell for each section of a Markdown text."""
    sections = re.split(r'\n(?=#+ )', markdown)
    cells = [{'cell_type': 'markdown', 'metadata': {}, 'source': section.splitlines(keepends=True)} for section in sections]
    cells.insert(1, {'cell_type': 'code', 'metadata': {}, 'execution_count': 1, 'source': ['1 + 1 == 3'],
                     'outputs': [{'output_type': 'stream', 'name': 'stdout', 'text': ['2 + 2 = 5\n']}]})
    return json.dumps({'nbformat': 4, 'nbformat_minor': 4, 'metadata': {}, 'cells': cells})


@unittest.skipUnless(shutil.which('pandoc'), 'pandoc is not installed')
class Exports(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, 'w', encoding='utf-8') as file:
            file.write(text)
        return path

    def exports(self, notebook):
        for option in ('--mathjax', '--mathml', '--katex'):
            yield option, pandoc(notebook, option)
        if has_katex():
            yield 'katex', drawn_by_katex(pandoc(notebook, '--katex'))

    def check(self, notebook):
        expected = findings(notebook)
        for how, page in self.exports(notebook):
            with self.subTest(notebook=os.path.basename(notebook), how=how):
                self.assertEqual(findings(self.write('export.html', page)), expected)
        return expected

    def test_the_worked_case(self):
        with open(os.path.join(ROOT, 'proofs', 'clip_article.md'), encoding='utf-8') as file:
            said = self.check(self.write('article.ipynb', cells_of(file.read())))
        self.assertGreater(sum(severity in ('error', 'warning') for severity, *_ in said), 3)

    @unittest.skipUnless(os.path.isdir(SHARED), 'no notebooks of others are here')
    def test_notebooks_of_others(self):
        for path in sorted(glob.glob(SHARED + '/practice/docs/*.ipynb') + glob.glob(SHARED + '/corpus/documents/*/*.ipynb')):
            self.check(path)

    @unittest.skipUnless(has_katex(), 'KaTeX is not installed')
    def test_katex_draws(self):
        page = drawn_by_katex('<p><span class="math inline">2 + 2 = 5</span></p>')
        self.assertIn('annotation encoding="application/x-tex">2 + 2 = 5<', page)


if __name__ == '__main__':
    unittest.main(argv=sys.argv[:1])
