#!/usr/bin/env python3
"""reports_test.py REPROOF: each machine format, written by the program and read back by a parser that is not ours."""
import html
import html.parser
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import urllib.parse
import xml.etree.ElementTree

import jsonschema

REPROOF = os.path.abspath(sys.argv[1])
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
MIXED = ('Of the 9 parts we took 7, and $p = \\frac{7}{9} \\approx 0.77$ was cut.\n\n'
         '损失 $q = 2 p = 2 \\cdot 0.77 = 1.54$ follows, $2 + 2 = 5$ is wrong, $3 + 4 = 7$ is right, $b + 1 = 12$ is open.\n')
HOSTILE = ('<script>alert(1)</script> & "q" \'r\' ]]> ::error::x %0A @someone #1 [a](javascript:b) | `x`\n\n'
           '$\\text{<script>alert(2)</script>|`]]>} = \\frac{2}{3} = 0.66$ {0} \x1b[31m and $2 + 2 = 5$\n')
LEVELS = {'note': 'note', 'warning': 'warning', 'error': 'error'}


def written(fmt, *arguments):
    result = subprocess.run([REPROOF, 'check', '-f', fmt, *arguments], capture_output=True, timeout=120)
    return result.stdout.decode()


class Formats(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.addCleanup(os.chdir, os.getcwd())
        os.chdir(self.folder)
        os.mkdir('docs')
        for name, text in (('docs/mixed.md', MIXED), ('docs/a b,c:d%.md', HOSTILE), ('docs/none.md', 'No claims, but 3.\n')):
            with open(name, 'w', encoding='utf-8') as file:
                file.write(text)
        notebook = {'cells': [{'cell_type': 'markdown', 'metadata': {}, 'source': ['Intro\n', '$2 + 2 = 5$\n']}],
                    'metadata': {}, 'nbformat': 4, 'nbformat_minor': 5}
        with open('docs/n.ipynb', 'w', encoding='utf-8') as file:
            json.dump(notebook, file, indent=1)

    def findings(self):
        """(path, finding) of what is not ok, as the json report has it."""
        report = json.loads(written('json', 'docs'))
        return [(d['path'], f) for d in report['documents'] for f in d['findings'] if f['severity'] != 'ok']

    def text_at(self, path, start, end, units='characters'):
        """What a program finds that looks up 1-based places, the end exclusive, in the file."""
        with open(path, 'rb') as file:
            lines = file.read().split(b'\n')
        self.assertEqual(start[0], end[0])
        line = lines[start[0] - 1] if units == 'bytes' else lines[start[0] - 1].decode()
        piece = line[start[1] - 1:end[1] - 1]
        return piece.decode() if units == 'bytes' else piece


class Sarif(Formats):
    def run_of(self, *arguments):
        log = json.loads(written('sarif', *arguments))
        self.assertEqual(log['version'], '2.1.0')
        self.assertEqual(len(log['runs']), 1)
        return log['runs'][0]

    def text_of(self, region_holder):
        location = region_holder['physicalLocation']
        path = urllib.parse.unquote(location['artifactLocation']['uri'])
        self.assertEqual(location['artifactLocation']['uriBaseId'], '%SRCROOT%')
        r = location['region']
        return self.text_at(path, (r['startLine'], r['startColumn']), (r['endLine'], r['endColumn']))

    def test_every_finding_is_a_result_at_its_place(self):
        run = self.run_of('docs')
        self.assertEqual(run['columnKind'], 'unicodeCodePoints')
        self.assertEqual(run['automationDetails']['id'], 'reproof/')
        findings = self.findings()
        self.assertEqual(len(run['results']), len(findings))
        for result, (path, finding) in zip(run['results'], findings):
            self.assertEqual(result['ruleId'], finding['rule'])
            self.assertEqual(run['tool']['driver']['rules'][result['ruleIndex']]['id'], finding['rule'])
            open_ = finding['verdict'] == 'undecided'
            self.assertEqual(result['kind'], 'open' if open_ else 'fail')
            self.assertEqual(result['level'], 'none' if open_ else LEVELS[finding['severity']])
            self.assertEqual(len(result['locations']), 1)
            self.assertEqual(self.text_of(result['locations'][0]), finding['text'])

    def test_rules_have_pages(self):
        for rule in self.run_of('docs')['tool']['driver']['rules']:
            for field in ('shortDescription', 'fullDescription', 'help'):
                self.assertTrue(rule[field]['text'])
            self.assertIn('**Why it matters.**', rule['help']['markdown'])
            for text in (rule['help']['text'], rule['help']['markdown']):
                self.assertNotRegex(text.replace('{{', '').replace('}}', ''), '[{}]')

    def test_an_inherited_error_is_traced_to_its_root(self):
        inherited = [r for r in self.run_of('docs/mixed.md')['results'] if r['ruleId'] == 'inherited-error']
        self.assertTrue(inherited)
        steps = inherited[0]['codeFlows'][0]['threadFlows'][0]['locations']
        self.assertEqual([self.text_of(s['location']) for s in steps], ['0.77', '1.54'])
        self.assertEqual(steps[0]['importance'], 'essential')

    def test_fingerprints_survive_edits_elsewhere(self):
        def prints():
            return [r['partialFingerprints'] for r in self.run_of('docs/mixed.md')['results']]
        before = prints()
        self.assertEqual(len({json.dumps(p) for p in before}), len(before))
        with open('docs/mixed.md', 'w', encoding='utf-8') as file:
            file.write('# A title\n\nand a paragraph.\n\n' + MIXED)
        self.assertEqual(prints(), before)

    def test_it_fits_the_published_schema(self):
        path = os.environ.get('REPROOF_SARIF_SCHEMA', os.path.join(ROOT, 'tests', 'schemas', 'sarif-2.1.0.json'))
        with open(path, encoding='utf-8') as file:
            schema = json.load(file)
        validator = jsonschema.validators.validator_for(schema)(schema)
        for arguments in (['docs'], ['missing.md'], [os.path.join(ROOT, 'proofs')]):
            validator.validate(json.loads(written('sarif', *arguments)))
        self.assertFalse(validator.is_valid({'version': '2.1.0', 'runs': [{'tool': {}}]}))


class Reviews(Formats):
    def test_a_broken_quote_stands_in_the_review(self):
        with open('docs/r.md', 'w', encoding='utf-8') as file:
            file.write('The sum is $2 + 3 = 5$.\n')
        with open('docs/r.review.md', 'w', encoding='utf-8') as file:
            file.write('One remark.\n\n> The product is\n\n$$ 2 \\cdot 3 = 6 $$\n')
        result = json.loads(written('sarif', 'docs/r.md'))['runs'][0]['results'][0]
        location = result['locations'][0]['physicalLocation']
        self.assertEqual((result['ruleId'], location['artifactLocation']['uri'], location['region']['startLine']),
                         ('broken-quote', 'docs/r.review.md', 3))
        self.assertEqual(json.loads(written('gitlab', 'docs/r.md'))[0]['location'],
                         {'path': 'docs/r.review.md', 'lines': {'begin': 3}})
        diagnostic = json.loads(written('rdjson', 'docs/r.md'))['diagnostics'][0]
        self.assertEqual(diagnostic['location']['path'], 'docs/r.review.md')
        self.assertEqual(diagnostic['location']['range']['start']['line'], 3)
        for fmt in ('text', 'concise', 'github', 'junit', 'markdown', 'html'):
            self.assertIn('docs/r.review.md', html.unescape(written(fmt, 'docs/r.md')), fmt)


class JUnit(Formats):
    def test_suites_and_cases_count_right(self):
        root = xml.etree.ElementTree.fromstring(written('junit', 'docs', '--fail-on', 'warning'))
        report = json.loads(written('json', 'docs'))
        self.assertEqual([s.get('name') for s in root], [d['path'] for d in report['documents']])
        for suite, document in zip(root, report['documents']):
            cases = suite.findall('testcase')
            self.assertEqual(len(cases), max(1, len(document['findings'])))
            self.assertEqual(int(suite.get('tests')), len(cases))
            for attribute, element in (('failures', 'failure'), ('errors', 'error'), ('skipped', 'skipped')):
                self.assertEqual(int(suite.get(attribute)), len(suite.findall('testcase/' + element)))
        failed = [f.get('type') for f in root.iter('failure')]
        self.assertEqual(sorted(failed), sorted(f['rule'] for _, f in self.findings() if f['severity'] in ('warning', 'error')))

    def test_an_unreadable_document_is_an_error(self):
        root = xml.etree.ElementTree.fromstring(written('junit', 'missing.md'))
        self.assertEqual(root.get('errors'), '1')


class GitHub(Formats):
    COMMAND = re.compile(r'::(error|warning|notice) (?:([^:]*))::(.*)')

    @staticmethod
    def unescaped(text):
        for code, character in (('%0A', '\n'), ('%0D', '\r'), ('%3A', ':'), ('%2C', ','), ('%25', '%')):
            text = text.replace(code, character)
        return text

    def test_each_line_is_one_command_at_its_place(self):
        lines = written('github', 'docs').splitlines()
        self.assertEqual(len(lines), len(self.findings()))
        seen = []
        for line in lines:
            level, properties, _ = self.COMMAND.fullmatch(line).groups()
            p = {k: self.unescaped(v) for k, v in (part.split('=', 1) for part in properties.split(','))}
            start, end = (int(p['line']), int(p['col'])), (int(p['endLine']), int(p['endColumn']))
            seen.append((level, p['file'], p['title'], self.text_at(p['file'], start, end)))
        names = {'note': 'notice'}
        self.assertEqual(sorted(seen), sorted((names.get(f['severity'], f['severity']), path, f['rule'], f['text'])
                                              for path, f in self.findings()))
        levels = [level for level, *_ in seen]
        self.assertEqual(levels, sorted(levels, key=['error', 'warning', 'notice'].index))


class GitLab(Formats):
    def test_each_finding_is_an_issue_with_a_name_of_its_own(self):
        issues = json.loads(written('gitlab', './docs'))
        self.assertEqual([(i['location']['path'], i['check_name']) for i in issues],
                         [(path, f['rule']) for path, f in self.findings()])
        self.assertEqual(len({i['fingerprint'] for i in issues}), len(issues))
        for issue in issues:
            self.assertEqual(set(issue), {'description', 'check_name', 'fingerprint', 'severity', 'location'})
            self.assertIn(issue['severity'], ('info', 'minor', 'major', 'critical', 'blocker'))
            self.assertGreaterEqual(issue['location']['lines']['begin'], 1)


class RdJson(Formats):
    def test_each_finding_is_a_diagnostic_at_its_place(self):
        diagnostics = json.loads(written('rdjson', 'docs'))['diagnostics']
        findings = self.findings()
        self.assertEqual(len(diagnostics), len(findings))
        for diagnostic, (path, finding) in zip(diagnostics, findings):
            self.assertEqual(diagnostic['code']['value'], finding['rule'])
            self.assertIn(diagnostic['severity'], ('ERROR', 'WARNING', 'INFO'))
            location = diagnostic['location']
            self.assertEqual(location['path'], path)
            start, end = ((location['range'][e]['line'], location['range'][e]['column']) for e in ('start', 'end'))
            self.assertEqual(self.text_at(path, start, end, 'bytes'), finding['text'])


class Colours(unittest.TestCase):
    """Text of the HTML report against what it stands on: contrast of at least 4.5 (WCAG 2.2, 1.4.3), light and dark."""

    @staticmethod
    def luminance(colour):
        digits = colour[1:] if len(colour) == 7 else ''.join(c + c for c in colour[1:])
        parts = [int(digits[i:i + 2], 16) / 255 for i in (0, 2, 4)]
        linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    def contrast(self, a, b):
        high, low = sorted((self.luminance(a), self.luminance(b)), reverse=True)
        return (high + 0.05) / (low + 0.05)

    def test_text_can_be_read_in_light_and_dark(self):
        with open(os.path.join(ROOT, 'src', 'report', 'html', 'page.css'), encoding='utf-8') as file:
            light, dark = file.read().split('@media (prefers-color-scheme: dark)')[:2]
        schemes = [dict(re.findall(r'--([\w-]+): (#[0-9a-f]{3,6});', text)) for text in (light, dark)]
        self.assertEqual(set(schemes[0]), set(schemes[1]))
        pairs = [(text, ground) for text in ('ink', 'soft') for ground in ('paper', 'card', 'wash')]
        pairs += [(mark, ground) for mark in 'ewnku' for ground in ('paper', 'card', mark + '-wash')]
        pairs += [('ink', mark + '-wash') for mark in 'ewnku']
        for scheme in schemes:
            for text, ground in pairs:
                self.assertGreaterEqual(self.contrast(scheme[text], scheme[ground]), 4.5, (text, ground))


class Markdown(Formats):
    def test_tables_have_a_row_for_each_finding(self):
        rows = [re.split(r' \| ', line) for line in written('markdown', 'docs').splitlines() if re.match(r'\| [✗△·]', line)]
        self.assertEqual(len(rows), len(self.findings()))
        for row in rows:
            self.assertEqual(len(row), 5)
        printed = sorted(html.unescape(re.sub('</?code>|`', '', row[2])) for row in rows)
        self.assertEqual(printed, sorted(f['text'] for _, f in self.findings()))


if __name__ == '__main__':
    unittest.main(argv=sys.argv[:1], verbosity=1)
