#!/usr/bin/env python3
"""command_line_test.py REPROOF: the program as its users meet it."""
import json
import os
import pty
import re
import resource
import select
import shutil
import subprocess
import sys
import tempfile
import unittest

import jsonschema

REPROOF = os.path.abspath(sys.argv[1])
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
RIGHT = 'The sum is $2 + 2 = 4$.\n'
WRONG = 'The sum is $2 + 2 = 5$.\n'
CUT = 'The share is $\\frac{2}{3} \\approx 0.66$.\n'


def run(*arguments, stdin=b'', env=None, program=REPROOF, **options):
    return subprocess.run([program, *arguments], input=stdin, capture_output=True, timeout=120,
                          env={**os.environ, 'NO_COLOR': '', 'TERM': 'xterm', **(env or {})}, **options)


def on_terminal(*arguments, env=None):
    """Output of a run whose three streams are a terminal."""
    try:
        leader, follower = pty.openpty()
    except OSError as error:
        raise unittest.SkipTest('no terminal to be had: %s' % error)
    process = subprocess.Popen([REPROOF, *arguments], stdin=follower, stdout=follower, stderr=follower,
                               env={**os.environ, 'NO_COLOR': '', 'TERM': 'xterm', **(env or {})})
    os.close(follower)
    out = b''
    while True:
        select.select([leader], [], [], 60)
        try:
            chunk = os.read(leader, 65536)
        except OSError:
            break
        if not chunk:
            break
        out += chunk
    os.close(leader)
    process.wait()
    return out


class CommandLine(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.addCleanup(os.chdir, os.getcwd())
        os.chdir(self.folder)

    def write(self, path, text):
        os.makedirs(os.path.dirname(path) or '.', exist_ok=True)
        with open(path, 'wb') as file:
            file.write(text if isinstance(text, bytes) else text.encode())
        return path

    def read(self, path):
        with open(path, encoding='utf-8') as file:
            return file.read()

    def report(self, *arguments, **options):
        result = run('check', '-f', 'json', *arguments, **options)
        return json.loads(result.stdout), result

    def paths(self, *arguments):
        return [d['path'] for d in self.report(*arguments)[0]['documents']]


class Configuration(CommandLine):
    def fails(self, text, said):
        self.write('reproof.toml', text)
        result = run('check', self.write('right.md', RIGHT))
        self.assertEqual(result.returncode, 2)
        self.assertIn(said, result.stderr.decode())

    def test_unknown_keys_and_values_are_errors_with_a_suggestion(self):
        self.fails('\nsevrity = 3\n', 'reproof.toml:2:1: unknown key `sevrity`, did you mean `severity`?')
        self.fails('[severity]\nwrong-valu = "note"\n', 'did you mean `wrong-value`?')
        self.fails('[severity]\nwrong-value = "warn"\n', '`warn` is no value of `wrong-value`')
        self.fails('[readings]\nlog = "naturl"\n', 'did you mean `natural`?')
        self.fails('[let]\nx = "1 +"\n', 'cannot be read as a definition')
        self.fails('[let]\nx = 3\n', 'text between quotes')
        self.fails('fail-on = \n', 'reproof.toml:1:')
        self.fails('[[file]]\nformat = "text"\n', 'needs `match`')

    def test_the_closest_file_counts_and_nothing_is_merged(self):
        self.write('reproof.toml', 'fail-on = "never"\n')
        self.write('a/reproof.toml', '[severity]\nwrong-value = "warning"\n')
        self.assertEqual(run('check', self.write('wrong.md', WRONG)).returncode, 0)
        report, result = self.report('--fail-on', 'warning', self.write('a/b/wrong.md', WRONG))
        self.assertEqual(report['documents'][0]['findings'][0]['severity'], 'warning')
        self.assertEqual(result.returncode, 1)
        self.assertEqual(run('check', 'a').returncode, 0)

    def test_command_line_goes_first(self):
        self.write('reproof.toml', 'fail-on = "never"\n')
        self.assertEqual(run('check', self.write('wrong.md', WRONG), '--fail-on', 'error').returncode, 1)
        self.write('other.toml', '')
        self.assertEqual(run('check', 'wrong.md', '--config', 'other.toml').returncode, 1)
        self.assertEqual(run('check', 'wrong.md', '--config', 'missing.toml').returncode, 2)

    def test_include_and_exclude_choose_from_folders(self):
        self.write('reproof.toml', 'include = ["docs/**/*.md"]\nexclude = ["docs/old/"]\n')
        for path in ['docs/a.md', 'docs/b/c.md', 'docs/old/d.md', 'e.md']:
            self.write(path, RIGHT)
        self.assertEqual(self.paths('.'), ['./docs/a.md', './docs/b/c.md'])
        self.assertEqual(self.paths('e.md'), ['e.md'])

    def test_given_values_readings_and_single_files(self):
        self.write('reproof.toml', '[let]\neta = "0.1"\n[readings]\nlog = "10"\n'
                                   '[[file]]\nmatch = "b.md"\nlet = { N = "3" }\n')
        self.write('a.md', 'A step is $\\eta \\cdot 4 = 0.5$ and $\\log 100 = 2$.\n')
        self.write('b.md', 'There are $2N = 7$ rows.\n')
        found = [(d['path'], f['text'], f['verdict']) for d in self.report('a.md', 'b.md')[0]['documents']
                 for f in d['findings']]
        self.assertIn(('a.md', '0.5', 'wrong'), found)
        self.assertIn(('a.md', '2', 'exact'), found)
        self.assertIn(('b.md', '7', 'wrong'), found)


class JsonLines(CommandLine):
    RECORDS = (b'{"id": 1, "answer": "She has 48/2 = <<48/2=24>>24 clips"}\n'
               b'{"id": 2, "answer": "It\\nis 3*4 = 13"}\n'
               b'\n'
               b'{"id": 4, "answer": }\n'
               b'{"id": 5}\n'
               b'[1]\n'
               b'{"answer": "$2 + 2 = 4$"}')

    def stream(self, *arguments, stdin=RECORDS):
        result = run('check', '--jsonl-field', 'answer', *arguments, stdin=stdin)
        return [json.loads(line) for line in result.stdout.splitlines()], result

    def test_one_line_a_record_in_order(self):
        lines, result = self.stream()
        self.assertEqual([line['record'] for line in lines], [1, 2, 4, 5, 6, 7])
        self.assertEqual([line['summary']['error'] for line in lines], [0, 1, 1, 1, 1, 0])
        self.assertEqual(result.returncode, 2)
        self.assertIn(b'6 records', result.stderr)

    def test_lines_follow_the_schema(self):
        schema = json.loads(run('schema').stdout)
        document = {**schema['$defs']['document'], '$defs': schema['$defs']}
        for line in self.stream('-v', '--coverage')[0]:
            jsonschema.validate(line, document)

    def test_positions_are_within_the_record(self):
        finding = self.stream()[0][1]['findings'][0]
        record = self.RECORDS.split(b'\n')[1]
        start, end = finding['span']['start'], finding['span']['end']
        self.assertEqual((start['line'], start['column']), (2, 10))
        self.assertEqual(record[start['offset']:end['offset']], b'13')

    def test_a_bad_record_is_a_finding_and_the_stream_goes_on(self):
        lines, _ = self.stream()
        for line, said in zip(lines[2:5], ['not JSON', 'no `answer`', 'not an object']):
            self.assertEqual(line['findings'][0]['rule'], 'unreadable-input')
            self.assertIn(said, line['findings'][0]['message'])

    def test_a_record_that_is_too_large_is_not_kept(self):
        large = b'{"answer": "' + b'x' * (17 << 20) + b'"}\n{"answer": "3*4 = 13"}\n'
        lines, _ = self.stream(stdin=large)
        self.assertIn('larger than', lines[0]['findings'][0]['message'])
        self.assertEqual(lines[1]['findings'][0]['text'], '13')

    def test_exit_status_and_usage(self):
        good = b'{"answer": "2 + 2 = 4"}\n'
        self.assertEqual(self.stream(stdin=good)[1].returncode, 0)
        self.assertEqual(self.stream(stdin=b'{"answer": "2 + 2 = 5"}')[1].returncode, 1)
        self.assertEqual(self.stream('--fail-on', 'never', stdin=b'{"answer": "2 + 2 = 5"}')[1].returncode, 0)
        self.assertEqual(self.stream(stdin=b'')[1].returncode, 2)
        self.assertEqual(self.stream('--allow-empty', stdin=b'')[1].returncode, 0)
        self.assertEqual(self.stream('missing.jsonl')[1].returncode, 2)
        self.assertEqual(run('check', '--jsonl-field', 'a', '-f', 'text').returncode, 2)

    def test_memory_does_not_grow_with_the_input(self):
        def peak(megabytes):
            code = ("import resource,subprocess,sys\n"
                    "p=subprocess.Popen(sys.argv[1:],stdin=subprocess.PIPE,stdout=subprocess.DEVNULL,"
                    "stderr=subprocess.DEVNULL)\n"
                    "line=b'{\"answer\": \"'+b'words and words '*4096+b'\"}\\n'\n"
                    "for _ in range(%d): p.stdin.write(line)\n"
                    "p.stdin.close();p.wait()\n"
                    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)" % (megabytes * 16))
            command = [sys.executable, '-c', code, REPROOF, 'check', '--jsonl-field', 'answer', '-j', '2']
            return int(subprocess.run(command, capture_output=True, timeout=300).stdout)
        self.assertLess(peak(64), 200 * 1024)


    @unittest.skipUnless(shutil.which('parallel'), 'GNU parallel is not installed')
    def test_is_a_filter_under_gnu_parallel(self):
        records = b''.join(b'{"answer": "%d + 1 = %d"}\n' % (n, n + 1 + (n % 7 == 0)) for n in range(1000, 1200))
        check = [REPROOF, 'check', '--jsonl-field', 'answer', '--fail-on', 'never', '-q', '-j', '1']
        def errors(command):
            out = subprocess.run(command, input=records, capture_output=True, timeout=60).stdout
            return [json.loads(line)['summary']['error'] for line in out.splitlines()]
        whole = errors(check)
        self.assertEqual(whole, [int(n % 7 == 0) for n in range(1000, 1200)])
        self.assertEqual(errors(['parallel', '--pipe', '--keep-order', '--block', '1k', *check]), whole)


class ExitStatus(CommandLine):
    def test_says_what_was_found(self):
        self.assertEqual(run('check', self.write('right.md', RIGHT)).returncode, 0)
        self.assertEqual(run('check', self.write('wrong.md', WRONG)).returncode, 1)
        self.assertEqual(run('check', self.write('cut.md', CUT)).returncode, 0)
        self.assertEqual(run('check', 'cut.md', '--fail-on', 'warning').returncode, 1)
        self.assertEqual(run('check', 'cut.md', '--fail-on=note').returncode, 1)
        self.assertEqual(run('check', 'right.md', '--fail-on=note').returncode, 0)
        self.assertEqual(run('check', 'wrong.md', '--fail-on', 'never').returncode, 0)

    def test_unreadable_input_outranks_findings_and_costs_no_other_report(self):
        self.write('wrong.md', WRONG)
        report, result = self.report('missing.md', 'wrong.md')
        self.assertEqual(result.returncode, 2)
        self.assertIn(b'missing.md', result.stderr)
        rules = [[f['rule'] for f in d['findings'] if f['rule']] for d in report['documents']]
        self.assertEqual(rules, [['unreadable-input'], ['wrong-value']])

    def test_usage(self):
        self.write('right.md', RIGHT)
        for arguments in (['--no-such-option'], ['check', '--fail-on', 'nothing', 'right.md'], ['-j', '0', 'right.md'],
                          ['-f', 'nope', 'right.md'], ['-f', 'json:', 'right.md'], ['-f', 'json', '-f', 'text', 'right.md'],
                          ['--format-in', 'nope', 'right.md'], ['--color', 'maybe', 'right.md'],
                          ['explain', 'no-such-rule'], ['eval'], []):
            result = run(*arguments)
            self.assertEqual(result.returncode, 2, arguments)
            self.assertTrue(result.stderr or result.stdout, arguments)

    def test_misspelt_command(self):
        result = run('chek', self.write('right.md', RIGHT))
        self.assertEqual(result.returncode, 2)
        self.assertEqual(result.stderr.decode(), 'reproof: there is no command and no file `chek`; did you mean `check`?\n')
        self.write('chek', RIGHT)
        self.assertEqual(run('chek').returncode, 0)

    def test_nothing_to_check(self):
        os.mkdir('folder')
        for arguments in (['folder'], [self.write('empty.md', '')], [self.write('blank.md', '\n \n')],
                          [self.write('words.md', 'No numbers here.\n')]):
            result = run('check', *arguments)
            self.assertEqual(result.returncode, 2, arguments)
            self.assertIn(b'nothing to check', result.stderr)
            self.assertEqual(run('check', '--allow-empty', *arguments).returncode, 0, arguments)


class Input(CommandLine):
    def test_check_is_the_default_command(self):
        self.write('wrong.md', WRONG)
        self.assertEqual(run('wrong.md').stdout, run('check', 'wrong.md').stdout)
        self.assertEqual(run('-q', 'wrong.md').returncode, 1)

    def test_standard_input(self):
        result = run('-', stdin=WRONG.encode())
        self.assertEqual(result.returncode, 1)
        self.assertIn(b'<stdin>:1:', result.stdout)

    def test_a_folder_is_its_documents_in_order(self):
        for name in ('b.md', 'a.md', 'sub/c.md', '.hidden.md', '.git/d.md', 'script.py', 'a.review.md'):
            self.write('docs/' + name, RIGHT)
        want = ['docs/a.md', 'docs/b.md', 'docs/sub/c.md']
        self.assertEqual(self.paths('docs'), want)
        self.assertEqual(self.paths('docs', 'docs/b.md', './docs/a.md'), want)
        os.chdir('docs')
        self.assertEqual(len(self.paths()), 3)

    def test_a_review_goes_with_its_document(self):
        self.write('a.md', 'The sum of two and two is 5.\n')
        self.write('a.review.md', '> two is 5\n\n$$ 2 + 2 = 5 $$\n')
        self.assertEqual(run('check', 'a.md', 'a.review.md').returncode, 1)
        self.assertEqual(self.paths('a.md', 'a.review.md'), ['a.md'])
        lonely = run('check', 'a.review.md')
        self.assertEqual(lonely.returncode, 2)
        self.assertIn(b'is a review', lonely.stderr)

    def test_review_option(self):
        self.write('a.md', 'The sum of two and two is 5.\n')
        self.write('other.md', '> two is 5\n\n$$ 2 + 2 = 5 $$\n')
        self.write('b.md', RIGHT)
        self.assertEqual(run('check', 'a.md', '--review', 'other.md').returncode, 1)
        self.assertEqual(run('check', 'a.md', 'b.md', '--review', 'other.md').returncode, 2)
        os.mkdir('folder')
        for review in ('missing.md', 'folder'):
            report, result = self.report('b.md', '--review', review)
            self.assertEqual(result.returncode, 2)
            self.assertEqual(report['documents'][0]['findings'][0]['rule'], 'unreadable-input')
            self.assertEqual(report['summary']['ok'], 1)

    def test_what_cannot_be_opened_is_named(self):
        os.mkdir('folder.md')
        self.assertEqual(run('check', 'folder.md').returncode, 2)
        self.write('long.md', b'')
        os.truncate('long.md', (1 << 30) + 1)
        result = run('check', 'long.md')
        self.assertEqual(result.returncode, 2)
        self.assertIn(b'is larger than', result.stdout)
        endless = run('check', '/dev/zero')
        self.assertEqual(endless.returncode, 2)
        self.assertIn(b'is larger than', endless.stdout)

    def test_no_permission(self):
        self.write('locked/a.md', RIGHT)
        self.write('secret.md', RIGHT)
        os.chmod('secret.md', 0)
        os.chmod('locked', 0)
        os.chmod('.', 0o755)
        self.addCleanup(os.chmod, 'locked', 0o755)
        program = os.path.abspath(shutil.copy(REPROOF, 'program'))  # where others may run it
        drop = {'user': 65534} if os.geteuid() == 0 else {}
        for path in ('secret.md', 'locked', 'locked/a.md'):
            result = run('check', path, program=program, **drop)
            self.assertEqual(result.returncode, 2, path)
            self.assertIn(b'no permission', result.stdout, path)

    def test_hostile_names(self):
        for name in (b'\xff\xfe.md', b'a\nb.md', b'\x1b[31m.md', '名.md'.encode()):
            with open(name, 'wb') as file:
                file.write(WRONG.encode())
        report, result = self.report('.')
        self.assertEqual(result.returncode, 1)
        self.assertEqual(len(report['documents']), 4)
        text = run('check', '.').stdout
        self.assertNotIn(b'\x1b', text)
        self.assertNotIn(b'a\nb.md', text)

    def test_hostile_bytes(self):
        self.write('bad.md', b'\xff\xfe\x00 \x1b]0;x\x07 $2 + 2 = 5$ \xe4\xb8 $1 = \x00 2$\n')
        self.assertIn(run('check', 'bad.md').returncode, (1, 2))
        text = run('check', '-v', '--coverage', 'bad.md').stdout
        text.decode()
        self.assertNotIn(b'\x1b', text)
        self.assertNotIn(b'\x00', text)


class IncludedFiles(CommandLine):
    """A LaTeX document of several files."""

    def setUp(self):
        super().setUp()
        self.write('p/main.tex', '\\documentclass{article}\n\\input{macros}\n\\begin{document}\n'
                                 'Let $\\rate = 0.25$.\n\\include{ch/one}\nSo $\\frac{1}{0.66} = 1.515$.\n'
                                 '\\end{document}\n')
        self.write('p/macros.tex', '\\newcommand{\\rate}{r}\n')
        self.write('p/ch/one.tex', '\n$2\\rate = 0.6$ and $\\frac{2}{3} = 0.66$.\n')

    def findings(self, *paths, **options):
        report, result = self.report(*paths, **options)
        return result.returncode, [(d['path'], f['span']['start']['line'], f['rule']) for d in report['documents']
                        for f in d['findings'] if f['rule'] and f['severity'] != 'ok']

    def test_each_file_has_its_own_places(self):
        found = [('p/main.tex', 6, 'inherited-error'), ('p/ch/one.tex', 2, 'wrong-value'),
                 ('p/ch/one.tex', 2, 'misrounded-value')]
        self.assertEqual(self.findings('p/main.tex'), (1, found))
        self.assertEqual(self.findings('p/'), (1, found))
        self.assertEqual(self.findings('p/ch/one.tex', 'p/main.tex'), (1, found))
        report, _ = self.report('p/main.tex')
        jsonschema.validate(report, json.loads(run('schema').stdout))
        inherited = next(f for f in report['documents'][0]['findings'] if f['rule'] == 'inherited-error')
        self.assertEqual(inherited['evidence']['operands'][0]['span']['path'], 'p/ch/one.tex')
        text = run('p/main.tex').stdout.decode()
        self.assertIn('p/main.tex:6:22: note[inherited-error]', text)
        self.assertIn('`0.66` (p/ch/one.tex:2) is at fault', text)
        self.assertIn('spoils  `1.515`, becomes 1.500  p/main.tex:6:22', text)
        for name in ('html', 'sarif', 'github', 'gitlab', 'junit', 'rdjson', 'markdown', 'concise', 'errata'):
            out = run('-f', name, 'p/main.tex')
            self.assertEqual(out.returncode, 1, out.stderr)
            self.assertRegex(out.stdout.replace(b'&#47;', b'/'), b'ch/one.tex')

    def test_fixes_reach_the_files(self):
        self.write('p/main.tex', '\\input{ch/two}\n')
        self.write('p/ch/two.tex', 'So $\\frac{2}{3} = 0.66$.')
        self.assertEqual(run('--fix', 'p/main.tex').returncode, 0)
        self.assertEqual(self.read('p/ch/two.tex'), 'So $\\frac{2}{3} = 0.67$.')
        self.assertEqual(self.read('p/main.tex'), '\\input{ch/two}\n')

    def test_no_file_outside_the_folder_is_opened(self):
        self.write('secret.tex', 'The key is $1 + 1 = 31337$.\n')
        self.write('p/q/deep.tex', '\\input{../../secret}')
        os.symlink('../secret.tex', 'p/link.tex')
        os.symlink('..', 'p/up')
        os.mkfifo('p/pipe.tex')
        names = ['../secret', os.path.abspath('secret.tex'), 'link', 'up/secret', 'q/../../secret', 'pipe', 'q',
                 '../p/../secret', '/dev/zero', '~/x', 'x' * 5000, '|date']
        self.write('p/main.tex', ''.join('\\input{%s}\n' % n for n in names) + '\\input{q/deep}\n' + WRONG)
        result = run('-f', 'json', 'p/main.tex')
        self.assertNotIn(b'31337', result.stdout)
        _, found = self.findings('p/main.tex')
        lines = [line for path, line, rule in found if path == 'p/main.tex' and rule == 'unread-include']
        self.assertEqual(lines, list(range(1, len(names) + 1)))
        self.assertIn(('p/q/deep.tex', 1, 'unread-include'), found)
        self.assertIn(('p/main.tex', len(names) + 2, 'wrong-value'), found)

    def test_a_review_of_a_file_is_heard_though_another_document_takes_it_in(self):
        self.write('q/main.tex', '\\input{ch/one}\n')
        self.write('q/ch/one.tex', 'The loss is 0.34 now.\n')
        self.write('q/ch/one.review.md', '> The loss is 0.34 now.\n\n$0.1 + 0.1 = 0.34$\n')
        wrong = ('q/ch/one.tex', 1, 'wrong-value')
        self.assertIn(wrong, self.findings('q/ch/one.tex')[1])
        for paths in (['q'], ['q/main.tex', 'q/ch/one.tex']):
            status, found = self.findings(*paths)
            self.assertEqual(status, 1)
            self.assertIn(wrong, found)

    def test_the_settings_closest_to_a_file_are_heard_too(self):
        self.write('q/main.tex', '\\input{ch/one}\n')
        self.write('q/ch/one.tex', '$\\eta \\cdot 2 = 0.2$\n')
        self.write('q/ch/reproof.toml', '[let]\neta = "0.3"\n')
        self.assertIn(('q/ch/one.tex', 1, 'wrong-value'), self.findings('q')[1])

    def test_files_that_take_in_each_other(self):
        self.write('r/a.tex', '\\input{b}\n' + WRONG)
        self.write('r/b.tex', '\\input{a}\n$1 + 1 = 3$\n')
        status, found = self.findings('r')
        self.assertEqual(sorted(found), [('r/a.tex', 2, 'wrong-value'), ('r/b.tex', 1, 'unread-include'),
                                         ('r/b.tex', 2, 'wrong-value')])
        self.assertEqual(status, 1)

    def test_directives_speak_of_the_files_between_them(self):
        self.write('a.tex', '% reproof: ignore-start wrong-value an exercise\n\\input{b}\n'
                            '% reproof: ignore-end wrong-value\n\\input{c}\n')
        self.write('b.tex', WRONG)
        self.write('c.tex', WRONG + '% reproof: ignore-next-line wrong-value the last line\n')
        self.assertEqual(self.findings('a.tex')[1], [('c.tex', 1, 'wrong-value'), ('c.tex', 2, 'unused-directive')])

    def test_a_file_that_is_taken_in_twice_is_told_once(self):
        self.write('a.tex', '\\input{b}\n\\input{b}\n')
        self.write('b.tex', WRONG)
        report, _ = self.report('a.tex', '--coverage')
        self.assertEqual(self.findings('a.tex')[1], [('b.tex', 1, 'wrong-value')])
        self.assertEqual(report['documents'][1]['coverage']['numbers'], 3)

    def test_standard_input_has_no_folder(self):
        result = run('-f', 'concise', '--format-in', 'latex', '-', stdin=b'\\input{p/macros}\n' + WRONG.encode())
        self.assertIn(b'<stdin>:1:1: note unread-include `p/macros`', result.stdout)
        self.assertIn(b'<stdin>:2:', result.stdout)


class UnluckyFiles(CommandLine):
    """Every format beside every misfortune: a clear finding, bounded memory, and no other document lost."""

    WRONG_IN = {
        'a.md': WRONG, 'a.html': '<p>The sum is \\(2 + 2 = 5\\).</p>\n', 'a.tex': WRONG, 'a.rst': 'So :math:`2 + 2 = 5`.\n',
        'a.txt': 'So 2 + 2 = 5.\n',
        'a.ipynb': json.dumps({'nbformat': 4, 'metadata': {}, 'nbformat_minor': 5, 'cells': [
            {'cell_type': 'markdown', 'metadata': {}, 'source': ['The sum is $2 + 2 = 5$.\n']}]}, indent=1),
    }

    def findings(self, limit=None):
        """path: [(line, rule, message)], of all that is in this folder."""
        def confine():
            resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        result = run('check', '-f', 'json', '.', preexec_fn=confine if limit else None)
        self.assertIn(result.returncode, (1, 2), result.stderr)
        return {d['path'][2:]: [(f['span']['start']['line'], f['rule'], f['message']) for f in d['findings'] if f['rule']]
                for d in json.loads(result.stdout)['documents']}

    def test_line_ends_and_marks_change_nothing(self):
        for name, text in self.WRONG_IN.items():
            self.write('plain/' + name, '\n\n' + text)
            self.write('crlf/' + name, ('\n\n' + text).replace('\n', '\r\n'))
            self.write('mark/' + name, b'\xef\xbb\xbf\n\n' + text.encode())
        found = self.findings()
        for name in self.WRONG_IN:
            plain = found['plain/' + name]
            self.assertEqual([rule for _, rule, _ in plain], ['wrong-value'], name)
            self.assertEqual(found['crlf/' + name], plain, name)
            self.assertEqual(found['mark/' + name], plain, name)

    def test_bytes_that_are_no_text(self):
        for name, text in self.WRONG_IN.items():
            self.write('utf16le/' + name, b'\xff\xfe' + text.encode('utf-16-le'))
            self.write('utf16be/' + name, b'\xfe\xff' + text.encode('utf-16-be'))
            self.write('stray/' + name, text.encode().replace(b'sum', b'\xff\xc0\xafsum').replace(b'So', b'\xed\xa0\x80 So'))
            self.write('good/' + name, text)
        found = self.findings()
        for name in self.WRONG_IN:
            for order in ('utf16le/', 'utf16be/'):
                self.assertIn((1, 'unreadable-input', 'the file is UTF-16, save it as UTF-8'), found[order + name])
            rules = [rule for _, rule, _ in found['stray/' + name]]
            self.assertEqual(rules, ['unreadable-input', 'wrong-value'], name)
            self.assertRegex(found['stray/' + name][0][2], r'^\d invalid UTF-8 bytes, the first here$')
            self.assertEqual([rule for _, rule, _ in found['good/' + name]], ['wrong-value'], name)

    def test_bombs_leave_the_other_documents_alone(self):
        bomb = '\\newcommand{\\ma}{1+1+1+1+1+1+1+1+1+1}' + ''.join(
            '\\newcommand{\\m%s}{%s}' % (chr(c), ('\\m%s ' % chr(c - 1)) * 10) for c in range(ord('b'), ord('p')))
        self.write('bomb.tex', bomb + '\n$\\mo = 3$\n\n' + WRONG)
        self.write('loop.tex', '\\def\\a{\\b}\\def\\b{\\a}\n$\\a = 3$\n\n' + WRONG)
        deep = 200000
        self.write('deep.html', '<div>' * deep + '<p>$x$ \\(2 + 2 = 5\\)' + '</div>' * deep)
        self.write('deep_math.html', '<math>' + '<mrow><msqrt>' * deep + '<mn>3</mn></math><p>\\(2 + 2 = 5\\)')
        self.write('deep.ipynb', '{"cells": ' + '[' * deep)
        self.write('cut.ipynb', self.WRONG_IN['a.ipynb'][:-20])
        self.write('no_cells.ipynb', '[]')
        self.write('big.md', '')
        os.truncate('big.md', 1 << 30)
        self.write('good.md', WRONG)
        found = self.findings(limit=2 << 30)
        expected = {
            'bomb.tex': [('unreadable-input', 'expands to too much text'), ('wrong-value', '')],
            'loop.tex': [('unreadable-input', 'expands into itself'), ('wrong-value', '')],
            'deep.html': [('wrong-value', '')],
            'deep_math.html': [('unreadable-input', 'without TeX source'), ('wrong-value', '')],
            'deep.ipynb': [('unreadable-input', 'nested deeper than 200')],
            'cut.ipynb': [('unreadable-input', 'breaks off')],
            'no_cells.ipynb': [('unreadable-input', 'the notebook')],
            'big.md': [('unreadable-input', 'larger than 256 MiB')],
            'good.md': [('wrong-value', '')],
        }
        self.assertEqual(set(found), set(expected))
        for name, wanted in expected.items():
            for rule, words in wanted:
                self.assertTrue(any(rule in r and words in m for _, r, m in found[name]), (name, rule, words, found[name][:5]))


class Reports(CommandLine):
    def test_json_fits_its_schema(self):
        self.write('all.md', RIGHT + WRONG + CUT + '\nIn Chinese 二 $2 + 2 = 5$, $x_0 = \\foo 3 = 7$, $b c = 12$.\n')
        self.write('bad.md', b'\xff $2 + 2 = 5$ \x00\n')
        self.write('derivatives.md', '$\\frac{d}{dx} x^3 = 2x^2$ and $\\frac{d}{dx} \\sin x = \\cos x$\n')
        schema = json.loads(run('schema').stdout)
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        for arguments in (['all.md'], ['all.md', '--coverage'], ['derivatives.md'], ['bad.md', 'missing.md', '--coverage'],
                          ['nothing.txt', '--allow-empty']):
            validator.validate(self.report(*arguments)[0])
        report = self.report('all.md')[0]
        report['documents'][0]['findings'][0]['surprise'] = 1
        self.assertFalse(validator.is_valid(report))
        refuted, proved = [f['evidence']['derivative'] for f in self.report('derivatives.md')[0]['documents'][0]['findings']]
        self.assertEqual(refuted['automatic'], refuted['difference'])
        self.assertNotEqual(refuted['automatic'], refuted['claimed'])
        self.assertEqual((refuted['check']['verdict'], proved['check']), ('refuted', None))

    def test_json_lists_every_number_with_coverage(self):
        self.write('all.md', RIGHT + WRONG + CUT)
        document = self.report('all.md', '--coverage')[0]['documents'][0]
        self.assertEqual(len(document['numbers']), document['coverage']['numbers'])
        self.assertNotIn('numbers', self.report('all.md')[0]['documents'][0])

    def test_the_same_bytes_with_any_number_of_threads(self):
        for i in range(40):
            self.write('docs/%02d.md' % i, (RIGHT + WRONG + CUT) * (40 - i))
        runs = [run('check', 'docs', '-f', 'json', '--coverage', '-j', str(j)).stdout for j in (1, 2, 7, 64)]
        self.assertEqual(len(set(runs)), 1)

    def test_several_reports_at_once(self):
        self.write('wrong.md', WRONG)
        result = run('check', 'wrong.md', '-f', 'concise', '-f', 'json:report.json', '-f', 'text:report.txt')
        self.assertEqual(result.returncode, 1)
        self.assertRegex(result.stdout.decode(), r'^wrong.md:1:\d+: error wrong-value .*\n$')
        with open('report.json', 'rb') as file:
            self.assertEqual(file.read(), run('check', 'wrong.md', '-f', 'json').stdout)
        self.assertEqual(sorted(os.listdir('.')), ['report.json', 'report.txt', 'wrong.md'])

    def test_a_report_that_cannot_be_written_is_an_error(self):
        self.write('right.md', RIGHT)
        os.mkdir('folder')
        for target in ('folder', 'no/such/folder.json', '/dev/full'):
            result = run('check', 'right.md', '-f', 'json:' + target)
            self.assertEqual(result.returncode, 2, target)
            self.assertIn(target.encode(), result.stderr)
        with open('/dev/full', 'wb') as full:
            status = subprocess.run([REPROOF, 'check', 'right.md'], stdout=full, stderr=subprocess.DEVNULL).returncode
        self.assertEqual(status, 2)
        self.assertEqual(run('check', 'right.md', '-f', 'json:/dev/null').returncode, 0)

    def test_a_link_to_a_report_stays_a_link(self):
        self.write('right.md', RIGHT)
        self.write('real.json', 'old')
        os.symlink('real.json', 'link.json')
        run('check', 'right.md', '-f', 'json:link.json')
        self.assertTrue(os.path.islink('link.json'))
        with open('real.json') as file:
            self.assertEqual(json.load(file)['schema'], 'reproof.report/1')

    def test_text_underlines_the_number(self):
        self.write('wide.md', '损失，总和 $2 + 2 = 5$ 结束。\n')
        lines = run('check', 'wide.md').stdout.decode().splitlines()
        source = next(i for i, line in enumerate(lines) if '结束' in line)
        before = lines[source].split('5')[0]
        width = sum(2 if ord(c) > 0x2E7F else 1 for c in before)
        self.assertEqual(lines[source + 1].index('^'), width)

    def test_quiet_and_verbose(self):
        self.write('all.md', RIGHT + WRONG)
        self.assertEqual(len(run('check', '-q', 'all.md').stdout.splitlines()), 1)
        self.assertEqual(run('check', '-q', self.write('right.md', RIGHT)).stdout, b'')
        self.assertIn(b'ok[exact]', run('check', '-v', 'all.md').stdout)
        self.assertNotIn(b'ok[exact]', run('check', 'all.md').stdout)
        self.assertRegex(run('check', 'all.md').stdout.decode().splitlines()[-2], r'^1 error, .*1 ok in 1 document')

    def test_colours(self):
        self.write('wrong.md', WRONG)
        self.assertNotIn(b'\x1b', run('check', 'wrong.md').stdout)
        self.assertIn(b'\x1b[', run('check', 'wrong.md', '--color=always').stdout)
        self.assertIn(b'\x1b[', on_terminal('check', 'wrong.md'))
        self.assertNotIn(b'\x1b', on_terminal('check', 'wrong.md', '--color=never'))
        self.assertNotIn(b'\x1b', on_terminal('check', 'wrong.md', env={'NO_COLOR': '1'}))
        self.assertNotIn(b'\x1b', on_terminal('check', 'wrong.md', env={'TERM': 'dumb'}))
        self.assertNotIn(b'\x1b', run('check', 'wrong.md', '-f', 'json', '--color=always').stdout)


class Documentation(CommandLine):
    def test_the_table_in_the_readme_is_what_the_example_prints(self):
        example = os.path.join(os.path.dirname(REPROOF), 'examples', 'example_find_the_mistake')
        if not os.path.exists(example):
            self.skipTest('the examples are not built')
        printed = subprocess.run([example], capture_output=True, check=True, encoding='utf-8').stdout
        with open(os.path.join(ROOT, 'README.md'), encoding='utf-8') as file:
            self.assertIn(printed, file.read())

    def test_the_proof_in_the_readme_is_real(self):
        with open(os.path.join(ROOT, 'README.md'), encoding='utf-8') as file:
            found = re.search(r"^    \$ reproof prove '(.*)'\n((?:    .*\n)+)", file.read(), re.M)
        expected = ''.join(line[4:] for line in found[2].splitlines(True))
        self.assertEqual(run('prove', found[1]).stdout.decode(), expected)

    def test_the_output_in_the_readme_is_real(self):
        with open(os.path.join(ROOT, 'README.md'), encoding='utf-8') as file:
            lines = [line[4:] for line in file.read().split('An identity or')[0].splitlines() if line[:4] in ('    ', '')]
        example = '\n'.join(lines)
        document, output = example.split('$ cat note.md\n')[1].split('$ reproof note.md\n')
        self.write('note.md', document.strip() + '\n')
        self.assertEqual(run('note.md').stdout.decode().strip(), output.strip())


class OtherCommands(CommandLine):
    def test_fixes_are_shown_and_carried_out(self):
        self.write('a.md', CUT + WRONG)
        os.chmod('a.md', 0o640)
        shown = run('check', '--diff', 'a.md')
        self.assertEqual(shown.returncode, 1)
        self.assertIn(b'-' + CUT.encode() + b'+' + CUT.replace('0.66', '0.67').encode(), shown.stdout)
        self.assertEqual(self.read('a.md'), CUT + WRONG)
        self.assertEqual(run('check', '--fix', 'a.md').returncode, 1)
        self.assertEqual(self.read('a.md'), CUT.replace('0.66', '0.67') + WRONG)
        self.assertEqual(run('check', '--unsafe-fixes', 'a.md').returncode, 0)
        self.assertEqual(self.read('a.md'), CUT.replace('0.66', '0.67') + WRONG.replace('5', '4'))
        self.assertEqual(os.stat('a.md').st_mode & 0o777, 0o640)
        again = run('check', '--unsafe-fixes', '--diff', 'a.md')
        self.assertEqual((again.returncode, again.stdout), (0, b''))

    def test_standard_input_is_shown_fixed_and_never_written(self):
        self.assertIn(b'+The sum is $2 + 2 = 4$.', run('check', '--unsafe-fixes', '--diff', '-', stdin=WRONG.encode()).stdout)
        self.assertEqual(run('check', '--unsafe-fixes', '-', stdin=WRONG.encode()).returncode, 2)

    def test_errata(self):
        self.write('a.md', CUT)
        self.assertIn('- line 1: for `0.66` read `0.67`: the digits of',
                      run('check', '-f', 'errata', 'a.md').stdout.decode())
        self.write('b.md', RIGHT)
        self.assertEqual(run('check', '-f', 'errata', 'b.md').stdout, b'# Errata\n\nNone.\n')

    def test_why(self):
        self.write('a.md', 'Let $x = 3$. So $y = \\frac{x}{7} \\approx 0.42$, and $2 \\cdot 0.42 = 0.84$.\n')
        story = run('why', 'a.md:1:42').stdout.decode()
        for part in ('misrounded-value', '`x`', 'exact    0.42|857142', 'cut off', 'below', '`0.84`', 'becomes 0.86',
                     'safe: --fix'):
            self.assertIn(part, story)
        self.assertEqual(run('why', 'a.md:1').returncode, 0)
        self.assertEqual(run('why', 'a.md:9').returncode, 2)
        self.assertEqual(run('why', 'a.md').returncode, 2)

    def test_baseline(self):
        self.write('a.md', WRONG)
        first = run('baseline', 'write', '--baseline', 'known', 'a.md')
        self.assertEqual(first.returncode, 0)
        self.assertIn(b'`reproof check --baseline known` keeps them quiet', first.stdout)
        self.write('a.md', 'Moved down.\n\n' + WRONG)
        self.assertEqual(run('check', '--baseline', 'known', 'a.md').returncode, 0)
        self.write('a.md', WRONG + 'And $2 + 3 = 6$.\n')
        self.assertEqual(run('check', '--baseline', 'known', 'a.md').returncode, 1)
        self.assertEqual(run('baseline', 'write', '--baseline', 'known', 'a.md').returncode, 1)
        self.assertEqual(run('check', '--baseline', 'known', 'a.md').returncode, 1)
        self.assertEqual(run('baseline', 'write', '--accept-new', '--baseline', 'known', 'a.md').returncode, 0)
        self.assertEqual(run('check', '--baseline', 'known', 'a.md').returncode, 0)
        self.assertEqual(run('baseline', 'show', '--baseline', 'known').stdout.count(b'wrong-value'), 2)
        self.write('a.md', WRONG)
        self.assertIn(b'stale-baseline', run('check', '--baseline', 'known', 'a.md').stdout)
        self.assertEqual(run('baseline', 'prune', '--baseline', 'known', 'a.md').returncode, 0)
        self.assertEqual(run('baseline', 'show', '--baseline', 'known').stdout.count(b'wrong-value'), 1)
        self.assertEqual(run('check', '--baseline', 'nowhere', 'a.md').returncode, 2)

    @unittest.skipUnless(shutil.which('git'), 'no git')
    def test_only_what_changed_since_a_revision(self):
        def git(*arguments):
            subprocess.run(['git', '-c', 'user.name=a', '-c', 'user.email=a@b.c', *arguments], check=True, capture_output=True)
        given = 'Let $x = %d$.\n\nMuch later $x + 2 = 9$.\n'
        self.write('a.md', given % 3 + '\n' + WRONG)
        git('init', '-q')
        git('add', 'a.md')
        git('commit', '-qm', 'a')
        self.assertEqual(run('check', '--diff-base', 'HEAD', 'a.md').returncode, 0)
        self.write('a.md', given % 4 + '\n' + WRONG)
        changed = run('check', '-q', '--diff-base', 'HEAD', 'a.md')
        self.assertEqual(changed.returncode, 1)
        self.assertIn(b'`9`', changed.stdout)
        self.assertNotIn(b'`5`', changed.stdout)
        self.write('new.md', WRONG)
        self.assertEqual(run('check', '--diff-base', 'HEAD', 'new.md').returncode, 1)
        self.assertEqual(run('check', '--diff-base', 'no-such', 'a.md').returncode, 2)
        without = run('check', '--diff-base', 'HEAD', 'a.md', env={'PATH': '/nowhere'})
        self.assertEqual(without.returncode, 2)
        self.assertIn(b'git', without.stderr)

    def test_eval(self):
        self.assertEqual(run('eval', '2 + 2').stdout, b'4\n')
        self.assertEqual(run('eval', r'\frac{2}{3}', '--digits', '5').stdout.decode(), '0.66666…\n')
        self.assertEqual(run('eval', '-x + y', '--let', 'x = -2', '--let', 'y = 0.5').stdout, b'2.5\n')
        self.assertEqual(run('eval', r'\sin 30^\circ').stdout, b'0.5\n')
        self.assertEqual(run('eval', r'4 \cos(\pi/3) + 2\sqrt{2} \cdot \sqrt{2}', '--digits', '5').stdout, b'6\n')
        self.assertTrue(run('eval', r'-\log 2').stdout.startswith(b'-0.69314718055994'))
        for bad in (r'\frac{1}{0}', r'\foo', 'q + 1', ''):
            result = run('eval', bad)
            self.assertEqual(result.returncode, 2, bad)
            self.assertTrue(result.stderr, bad)
            self.assertEqual(result.stdout, b'', bad)

    def test_grad(self):
        loss = [r'-\log \frac{e^{z_1}}{\sum_k e^{z_k}}', '--wrt', 'z', '--at', 'z = (2.0, 0.5, -1.0)']
        right = run('grad', *loss, '--claim', r'p_j - \delta_{1j}', '--let', r'p_j = \frac{e^{z_j}}{\sum_k e^{z_k}}')
        self.assertEqual(right.returncode, 0, right.stderr)
        text = right.stdout.decode()
        self.assertIn('-0.214402965410724…', text)
        self.assertIn('supported: order 2.00', text)
        self.assertIn('●', text)
        wrong = run('grad', *loss, '--claim', '(-0.215, 0.175, 0.039)', '-f', 'json')
        self.assertEqual(wrong.returncode, 1)
        report = json.loads(wrong.stdout)
        self.assertEqual(report['verdict'], 'refuted')
        self.assertEqual([c['name'] for c in report['components']], ['z_{1}', 'z_{2}', 'z_{3}'])
        self.assertEqual(len(report['components'][0]['curves']), 2)
        self.assertTrue(report['components'][0]['witness']['slope'])
        self.assertTrue(run('grad', *loss, '--ascii', '--digits', '40').stdout.isascii())
        self.assertEqual(run('grad', r'|x|', '--wrt', 'x', '--at', 'x = 0').returncode, 0)
        two = run('grad', 'x^3 y', '--at', 'x = 3', '--at', 'y = 2', '--wrt', 'x', '--claim', '3 x^2 y')
        self.assertEqual(two.returncode, 0, two.stderr)
        self.assertIn('supported: order 2.00', two.stdout.decode())
        for bad in (['x^2 +', '--wrt', 'x', '--at', 'x = 1'], ['x', '--wrt', 'x', '--at', 'y = 1'], ['x']):
            result = run('grad', *bad)
            self.assertEqual(result.returncode, 2, bad)
            self.assertTrue(result.stderr, bad)

    def test_explain_has_a_page_for_every_rule(self):
        rules = [line.split()[1] for line in run('explain').stdout.decode().splitlines()]
        self.assertIn('wrong-value', rules)
        for rule in rules:
            page = run('explain', rule)
            self.assertEqual(page.returncode, 0)
            self.assertTrue(page.stdout.decode().startswith('# ' + rule))

    def test_help_and_version(self):
        self.assertRegex(run('--version').stdout.decode(), r'^reproof \d+\.\d+\.\d+\n$')
        self.assertIn(b'eval', run('--help').stdout)
        for command in ('check', 'eval', 'explain', 'schema'):
            self.assertEqual(run(command, '--help').returncode, 0)


if __name__ == '__main__':
    unittest.main(argv=sys.argv[:1], verbosity=1)
