#!/usr/bin/env python3
"""integrations_test.py REPROOF: the GitHub action and the pre-commit hook, run as their hosts run them.

The program that scripts/audit would build stands in for it; building is tested elsewhere."""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import textwrap
import unittest

REPROOF = os.path.abspath(sys.argv[1])
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
WRONG = 'So $2 + 2 = 5$.\n'
RIGHT = 'So $2 + 2 = 4$.\n'


class Host(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.home = os.path.join(self.folder, 'reproof')
        self.work = os.path.join(self.folder, 'work')
        os.mkdir(self.work)
        audit = '#!/bin/sh\nexec "%s" check "$@"\n' % REPROOF
        self.write(os.path.join(self.home, 'scripts/audit'), audit)
        os.chmod(os.path.join(self.home, 'scripts/audit'), 0o755)

    def write(self, path, text):
        path = os.path.join(self.work, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'w', encoding='utf-8') as file:
            file.write(text)

    def read(self, path):
        with open(os.path.join(self.work, path), encoding='utf-8') as file:
            return file.read()


class Action(Host):
    """The composite step of action.yml: its inputs through the environment, its script with bash -e."""

    def setUp(self):
        super().setUp()
        with open(os.path.join(ROOT, 'action.yml'), encoding='utf-8') as file:
            text = file.read()
        steps = re.findall(r'^      run: \|\n((?:        .*\n|\n)+)', text, re.M)
        self.assertEqual(len(steps), 1)
        self.script = textwrap.dedent(steps[0])
        self.defaults = dict(re.findall(r"^  ([a-z-]+):\n    description: .*\n    default: '?([^'\n]*)'?$", text, re.M))
        self.variables = dict(re.findall(r'^        ([A-Z_]+): \$\{\{ inputs\.([a-z-]+) \}\}$', text, re.M))
        self.assertEqual(set(self.variables.values()), set(self.defaults))

    def step(self, **inputs):
        values = {**self.defaults, **{name.replace('_', '-'): value for name, value in inputs.items()}}
        env = {**os.environ, **{variable: values[name] for variable, name in self.variables.items()},
               'GITHUB_ACTION_PATH': self.home, 'RUNNER_TEMP': self.folder,
               'GITHUB_STEP_SUMMARY': os.path.join(self.folder, 'summary')}
        return subprocess.run(['bash', '--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', self.script],
                              cwd=self.work, env=env, capture_output=True, text=True, timeout=120)

    def test_faults_are_annotations_and_a_summary(self):
        self.write('docs/a b.md', WRONG)
        result = self.step()
        self.assertEqual(result.returncode, 1, result.stderr)
        self.assertRegex(result.stdout, r'(?m)^::error file=docs/a b\.md,line=1,')
        self.assertIn('wrong-value', self.read('../summary'))

    def test_inputs(self):
        self.write('good.md', RIGHT)
        self.write('bad.md', WRONG)
        self.assertEqual(self.step(paths='good.md\n\n').returncode, 0)
        self.assertEqual(self.step(paths='good.md\nbad.md\n').returncode, 1)
        self.assertEqual(self.step(fail_on='never').returncode, 0)
        self.assertEqual(self.step(paths='bad.md', html='r.html', sarif='r.sarif').returncode, 1)
        self.assertTrue(self.read('r.html').startswith('<!doctype html>'))
        self.assertEqual(json.loads(self.read('r.sarif'))['version'], '2.1.0')

    def test_no_input_is_part_of_a_command(self):
        self.write('$(touch gotcha).md', RIGHT)
        self.write('`touch gotcha`.md', RIGHT)
        result = self.step(paths='$(touch gotcha).md\n`touch gotcha`.md\n; touch gotcha', fail_on='never')
        self.assertFalse(os.path.exists(os.path.join(self.work, 'gotcha')))
        self.assertIn('cannot read `; touch gotcha`', result.stdout)


@unittest.skipUnless(shutil.which('pre-commit') and shutil.which('git'), 'pre-commit is not installed')
class Hook(Host):
    def git(self, *arguments, cwd):
        env = {**os.environ, 'GIT_AUTHOR_NAME': 'a', 'GIT_AUTHOR_EMAIL': 'a@b', 'GIT_COMMITTER_NAME': 'a',
               'GIT_COMMITTER_EMAIL': 'a@b', 'GIT_CONFIG_GLOBAL': '/dev/null'}
        subprocess.run(['git', *arguments], cwd=cwd, env=env, check=True, capture_output=True)

    def test_documents_of_a_commit_are_audited(self):
        shutil.copy(os.path.join(ROOT, '.pre-commit-hooks.yaml'), self.home)
        for folder in (self.home, self.work):
            self.git('init', '-q', cwd=folder)
        self.git('add', '-A', cwd=self.home)
        self.git('commit', '-qm', 'hook', cwd=self.home)
        self.write('good.md', RIGHT)
        self.write('code.py', 'x = 2 + 2\n')
        self.git('add', '-A', cwd=self.work)
        env = {**os.environ, 'PRE_COMMIT_HOME': os.path.join(self.folder, 'cache'), 'GIT_CONFIG_GLOBAL': '/dev/null'}
        run = lambda: subprocess.run(['pre-commit', 'try-repo', self.home, 'reproof', '--all-files'], cwd=self.work, env=env,
                                     capture_output=True, text=True, timeout=120)
        passed = run()
        self.assertEqual(passed.returncode, 0, passed.stdout + passed.stderr)
        self.assertIn('Passed', passed.stdout)
        self.write('bad.tex', '\\documentclass{article}\\begin{document}\n' + WRONG + '\\end{document}\n')
        self.git('add', '-A', cwd=self.work)
        failed = run()
        self.assertEqual(failed.returncode, 1)
        self.assertIn('wrong-value', failed.stdout)


if __name__ == '__main__':
    unittest.main(argv=sys.argv[:1])
