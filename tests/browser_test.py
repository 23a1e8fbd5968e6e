#!/usr/bin/env python3
"""browser_test.py REPROOF: the HTML report in a browser: nothing of a document runs, the console stays silent, and every
finding is reached with the keyboard. Needs chromium and chromedriver (scripts/setup browser); skips where they are absent.
REPROOF_SCREENSHOTS=FOLDER keeps pictures: light, dark, phone and print."""
import base64
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.request

REPROOF = os.path.abspath(sys.argv[1])
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
         '--disable-component-update', '--disable-sync', '--hide-scrollbars']
TAB, ENTER = '\ue004', '\ue007'

SUM = 'The sum is %s2 + 2 = 5%s and the share %s\\frac{2}{3} \\approx 0.66%s.'
DOCUMENTS = {
    'a.md': '# Title\n\n' + SUM % ('$', '$', '$', '$') + '\n\n| a | b |\n|---|---|\n| $1 + 1 = 2$ | 3 |\n\n- $3 + 4 = 8$\n',
    'b.tex': '\\documentclass{article}\\begin{document}\\section{Title}' + SUM % ('$', '$', '\\(', '\\)') + '\\end{document}\n',
    'c.html': '<h1>Title</h1><p>' + SUM % ('\\(', '\\)', '\\(', '\\)') + '</p>',
    'd.txt': SUM % ('$', '$', '$', '$') + '\n',
    'e.ipynb': json.dumps({'cells': [{'cell_type': 'markdown', 'metadata': {}, 'source': SUM % ('$', '$', '$', '$')},
                                     {'cell_type': 'code', 'metadata': {}, 'source': 'x = 1 < 2', 'outputs': [],
                                      'execution_count': 1}], 'metadata': {}, 'nbformat': 4, 'nbformat_minor': 5}),
}
PLOTS = '''$$ \\frac{d}{da} \\tanh(a) = 1 - \\tanh(a)^2 $$

$$ \\frac{d}{da} \\tanh(a) = 1 - \\tanh(a) $$

Let $z_1 = 2$, $z_2 = 0.5$ and $\\eta = 0.1$. With $p = \\frac{\\exp(z_1)}{\\exp(z_1) + \\exp(z_2)}$ and
$q = \\frac{\\exp(z_2)}{\\exp(z_1) + \\exp(z_2)}$ the loss is $-\\log p = 0.4014$. A step gives
$z_1' = z_1 - \\eta (p - 1)$ and $z_2' = z_2 - \\eta q$, and the loss
$-\\log \\frac{\\exp(z_1')}{\\exp(z_1') + \\exp(z_2')} = 0.1949$.
'''
ATTACK = '<img src=x onerror="owned=1"><script>owned=1</script><svg onload="owned=1">"\'>'
HOSTILE = '''# %(a)s <style>body{display:none}</style>

%(a)s <a href="javascript:owned=1">x</a> &lt;script>owned=1&lt;/script>

$\\text{%(a)s</mtext></math><script>owned=1</script>} = 2 + 2 = 5$ and $x_{<b onclick=owned=1>} = \\frac{2}{3} = 0.66$

$\\foo{<script>owned=1</script>} = 3 + 4 = 8$

`%(a)s` and

```html
%(a)s
```

| %(a)s | $1 + 1 = 3$ |
|---|---|
| <iframe src="https://example.org/"></iframe> | $\\mathbf{</mi><script>owned=1</script>} = 2 \\cdot 4 = 9$ |
''' % {'a': ATTACK}


class Browser:
    """A WebDriver session; every call is one HTTP request to the driver."""

    def __init__(self):
        self.profile = tempfile.mkdtemp()
        self.driver = subprocess.Popen(['chromedriver', '--port=0'], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        for line in self.driver.stdout:
            if 'was started successfully on port' in line:
                self.base = 'http://127.0.0.1:%d' % int(line.split('port')[1].strip(' .\n'))
                break
        options = {'binary': shutil.which('chromium'), 'args': FLAGS + ['--user-data-dir=' + self.profile]}
        capabilities = {'browserName': 'chrome', 'goog:chromeOptions': options, 'goog:loggingPrefs': {'browser': 'ALL'}}
        session = self.call('POST', '/session', {'capabilities': {'alwaysMatch': capabilities}})
        self.base += '/session/' + session['sessionId']

    def call(self, method, path, body=None):
        data = json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(self.base + path, data, {'Content-Type': 'application/json'}, method=method)
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=120) as answer:
            return json.load(answer)['value']

    def open(self, path):
        self.call('POST', '/url', {'url': 'file://' + path})

    def run(self, script, *arguments):
        return self.call('POST', '/execute/sync', {'script': script, 'args': list(arguments)})

    def press(self, *keys):
        actions = [{'type': t, 'value': key} for key in keys for t in ('keyDown', 'keyUp')]
        self.call('POST', '/actions', {'actions': [{'type': 'key', 'id': 'keys', 'actions': actions}]})

    def console(self):
        return self.call('POST', '/se/log', {'type': 'browser'})

    def devtools(self, command, **parameters):
        return self.call('POST', '/goog/cdp/execute', {'cmd': command, 'params': parameters})

    def close(self):
        try:
            self.call('DELETE', '')
        finally:
            self.driver.terminate()
            self.driver.wait()
            shutil.rmtree(self.profile, ignore_errors=True)


@unittest.skipUnless(shutil.which('chromium') and shutil.which('chromedriver'),
                     'neither chromium nor chromedriver: scripts/setup browser installs them')
class HtmlReport(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.browser = Browser()
        cls.folder = tempfile.mkdtemp()

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()
        shutil.rmtree(cls.folder, ignore_errors=True)

    def page(self, *documents):
        """Opens the report of the documents; returns the findings that are not ok, with their documents."""
        path = os.path.join(self.folder, 'report.html')
        data = os.path.join(self.folder, 'report.json')
        subprocess.run([REPROOF, 'check', *documents, '-f', 'html:' + path, '-f', 'json:' + data], check=False,
                       stdout=subprocess.DEVNULL, timeout=120)
        self.browser.open(path)
        with open(data, encoding='utf-8') as file:
            return [f for d in json.load(file)['documents'] for f in d['findings'] if f['severity'] != 'ok']

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, 'w', encoding='utf-8') as file:
            file.write(text)
        return path

    def assert_clean(self):
        self.assertEqual([entry['message'] for entry in self.browser.console()], [])
        self.assertEqual(self.browser.run('return document.querySelectorAll("script").length'), 1)
        self.assertIsNone(self.browser.run('return window.owned === undefined ? null : 1'))
        bad = 'img, iframe, object, embed, link, form, [onclick], [onerror], [onload], [style], a:not([href^="#"]):not(svg a)'
        self.assertEqual(self.browser.run('return document.querySelectorAll(arguments[0]).length', bad), 0)

    def summaries(self):
        return self.browser.run('return document.querySelectorAll(".f > summary").length')

    def walk(self, limit=600):
        """The findings that the tab key stops at, from the top to the end of the page."""
        reached = []
        self.browser.run('for (const d of document.querySelectorAll("details.doc")) d.open = true; document.activeElement.blur(); scrollTo(0, 0)')
        for _ in range(limit):
            self.browser.press(TAB)
            where = self.browser.run('''const a = document.activeElement;
              return a === document.body ? "end" : a.matches(".f > summary") ? a.nextElementSibling.id : a.tagName''')
            if where == 'end':
                break
            if where not in reached and where.startswith('d'):
                reached.append(where)
        return reached

    def test_the_worked_case(self):
        findings = self.page(os.path.join(ROOT, 'proofs', 'clip_article.md'))
        self.assert_clean()
        self.assertEqual(self.summaries(), len(findings))
        self.assertEqual(len(self.walk()), len(findings))
        self.assertGreater(self.browser.run('return document.querySelectorAll("math mfrac").length'), 5)
        self.keep('worked')

    def test_a_number_opens_its_finding(self):
        self.page(os.path.join(ROOT, 'proofs', 'clip_article.md'))
        opened = self.browser.run('''const a = document.querySelector("math a.e"); a.focus(); a.click();
          return a.getAttribute("href").slice(1)''')
        time.sleep(0.2)
        self.assertTrue(self.browser.run('return document.getElementById(arguments[0]).parentElement.open', opened))
        self.assertTrue(self.browser.run('return document.getElementById(arguments[0]).textContent.includes("exact")', opened))

    def test_j_and_k_walk_through_the_findings_and_filters_hide(self):
        findings = self.page(os.path.join(ROOT, 'proofs', 'clip_article.md'))
        focus = 'return document.activeElement.closest(".f") ? document.activeElement.nextElementSibling.id : null'
        self.browser.press('j')
        first = self.browser.run(focus)
        self.browser.press('j')
        second = self.browser.run(focus)
        self.assertTrue(first and second and first != second)
        self.browser.press('k')
        self.assertEqual(self.browser.run(focus), first)
        self.browser.run('document.querySelector(".tools input[value=n]").click()')
        shown = 'return [...document.querySelectorAll(".f")].filter((f) => f.checkVisibility()).length'
        undecided = [f for f in findings if f['verdict'] == 'undecided']  # with a filter of their own
        graver = [f for f in findings if f['severity'] != 'note' and f not in undecided]
        self.assertEqual(self.browser.run(shown), len(graver) + len(undecided))

    def test_a_document_of_each_format_and_the_index(self):
        paths = [self.write(name, text) for name, text in DOCUMENTS.items()]
        for path in paths:
            with self.subTest(path=path):
                findings = self.page(path)
                self.assertGreaterEqual(len(findings), 2)
                self.assert_clean()
                self.assertEqual(len(self.walk()), len(findings))
        findings = self.page(*paths)
        self.assert_clean()
        self.assertEqual(self.browser.run('return document.querySelectorAll(".docs tr").length'), 1 + len(paths))
        self.browser.run('document.querySelector(".docs a").click()')
        time.sleep(0.2)
        self.assertTrue(self.browser.run('return document.querySelector("details.doc").open'))
        self.assertEqual(len(self.walk()), len(findings))

    def test_the_practice_documents(self):
        folder = os.path.join(os.path.dirname(ROOT), 'shared', 'practice', 'docs')
        if not os.path.isdir(folder):
            self.skipTest('../shared/practice is not there')
        chosen = {os.path.splitext(name)[1]: name for name in sorted(os.listdir(folder))}
        for name in chosen.values():
            with self.subTest(document=name):
                findings = self.page(os.path.join(folder, name))
                self.assert_clean()
                self.assertEqual(self.summaries(), len(findings))
                self.assertEqual(len(self.walk()), len(findings))
                self.keep(os.path.splitext(name)[0])

    def test_plots_have_words_for_who_cannot_see_them(self):
        self.page(self.write('plots.md', PLOTS))
        self.assert_clean()
        labels = self.browser.run('return [...document.querySelectorAll("svg.plot")].map((s) => s.getAttribute("aria-label"))')
        for part in ('falls with order 2.00', 'against the claimed one it stays at', 'its tangent, below which it cannot come',
                     'softmax before and after the step'):
            self.assertEqual(sum(part in label for label in labels), 2 if part == 'falls with order 2.00' else 1, labels)
        self.assertEqual(self.browser.run('return document.querySelectorAll("svg:not([aria-label]):not([aria-hidden])").length'), 0)
        self.keep('plots')

    def test_a_hostile_document(self):
        name = '"><img src=x onerror=owned=1>.md'
        findings = self.page(self.write(name, HOSTILE))
        self.assertGreaterEqual(len(findings), 3)
        self.assert_clean()
        self.assertEqual(len(self.walk()), len(findings))
        self.assertTrue(self.browser.run('return document.body.checkVisibility()'))
        self.assertIn('onerror', self.browser.run('return document.title'))

    def test_it_is_complete_without_its_script(self):
        findings = self.page(os.path.join(ROOT, 'proofs', 'clip_article.md'))
        self.browser.devtools('Emulation.setScriptExecutionDisabled', value=True)
        try:
            self.browser.call('POST', '/refresh', {})
            answer = self.browser.call('POST', '/elements', {'using': 'css selector', 'value': '.f > summary'})
            self.assertEqual(len(answer), len(findings))
        finally:
            self.browser.devtools('Emulation.setScriptExecutionDisabled', value=False)

    def test_ten_long_documents_stay_usable(self):
        """Ten documents of 1,000 findings, one in twenty, one in three and each of them failing."""
        def claims(i, wrong):
            s, off = 1000 + i, wrong(i)
            return ('In run %d we have $s_{%d} = %d + 7 = %d$ and $\\frac{s_{%d}}{8} = %.3f$,\nso $2 \\cdot %d = %d$ and '
                    '$\\sqrt{%d} \\approx %.4f$.\n\n' % (i, i, s, s + 7 + (off > 1), i, (s + 7) / 8 + (off > 0), s + 7,
                                                       2 * s + 14 + (off > 0), s, s ** 0.5 + (off >= 0)))

        for name, wrong in {'one in twenty': lambda i: 0 if i % 5 == 0 else -1, 'a third': lambda i: 1 if i % 9 < 4 else -1,
                            'all': lambda i: 2}.items():
            self.page(*[self.write('long%d.md' % i, ''.join(claims(i, wrong) for i in range(250))) for i in range(10)])
            size = os.path.getsize(os.path.join(self.folder, 'report.html'))
            self.assertLess(size, 5_000_000, name)
            self.assertGreaterEqual(self.browser.run('return document.querySelectorAll(".oks div, .f > div").length'), 10000)
            self.assertEqual('is left out here' in self.browser.run('return document.body.textContent'), name != 'one in twenty')
            timing = self.browser.run('const n = performance.getEntriesByType("navigation")[0]; return n.loadEventEnd - n.startTime')
            self.assertGreater(timing, 0)
            print('ten documents of 1,000 findings, %s failing: loaded in %.0f ms, %.1f MB' % (name, timing, size / 1e6),
                  file=sys.stderr)

    def keep(self, name):
        """Pictures of the whole page with everything open, and its print, where REPROOF_SCREENSHOTS names a folder."""
        folder = os.environ.get('REPROOF_SCREENSHOTS')
        if not folder:
            return

        def write(label, data):
            with open(os.path.join(folder, '%s-%s' % (name, label)), 'wb') as file:
                file.write(base64.b64decode(data))
        self.browser.run('''for (const d of document.querySelectorAll("details")) d.open = true;
          for (const s of document.querySelectorAll(".b")) s.style.contentVisibility = "visible"''')
        for label, width, scheme in (('light', 1280, 'light'), ('dark', 1280, 'dark'), ('phone', 390, 'light')):
            self.size(width, 900, scheme)
            height = self.browser.run('return document.documentElement.scrollHeight')
            self.size(width, height, scheme)
            self.assertLessEqual(self.browser.run('return document.documentElement.scrollWidth'), width)
            write(label + '.png', self.browser.devtools('Page.captureScreenshot')['data'])
        self.browser.devtools('Emulation.clearDeviceMetricsOverride')
        write('print.pdf', self.browser.devtools('Page.printToPDF', printBackground=True)['data'])

    def size(self, width, height, scheme):
        self.browser.devtools('Emulation.setEmulatedMedia', features=[{'name': 'prefers-color-scheme', 'value': scheme}])
        self.browser.devtools('Emulation.setDeviceMetricsOverride', width=width, height=height, deviceScaleFactor=1,
                              mobile=width < 500)


if __name__ == '__main__':
    unittest.main(argv=sys.argv[:1], verbosity=1)
