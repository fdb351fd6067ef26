#!/usr/bin/env python3
"""Fails when a page of docs/ names a test that does not exist, or a file of
the tree that is not there, when a test is there that nobody runs, or when a
variable is that the page on credentials does not name.

In a table whose last column is of tests, `room/test_file` says in which file
the names behind it are; each row has at least one name.

usage: test_docs.py SOURCE_DIR
"""
import os
import pathlib
import re
import sys

FILE = re.compile(r'`((?:lib|include|tests|examples|docs|pkgconfig)/[\w./]+)`')


def tests_that_nobody_runs(root):
    listed = (root / 'tests/meson.build').read_text()
    for path in sorted((root / 'tests').rglob('test_*.*')):
        name = path.relative_to(root / 'tests')
        if path.suffix in ('.c', '.py') and \
                f"'{name.with_suffix('')}'" not in listed and \
                f"'{name}'" not in listed:
            yield name


def variables_that_no_page_names(root):
    page = (root / 'docs/CREDENTIALS.md').read_text()
    for path in sorted((root / 'lib/providers').glob('*.c')):
        text = path.read_text()
        for name in re.findall(r'url_env = "(\w+)"|\{ "([A-Z_]+)",\s+offsetof',
                               text):
            if f'`{"".join(name)}`' not in page:
                yield f'{path.stem} looks at {"".join(name)}'


def tests_of_a_table(root, page):
    """What is wrong with the last cells of tables of tests."""
    everything = ''.join(path.read_text(errors='replace')
                         for path in (root / 'tests').rglob('*.c'))
    in_table = False
    for line in page.read_text().splitlines():
        if not line.startswith('|'):
            in_table = False
            continue
        cell = line.rstrip('| ').rpartition('|')[2]
        if cell.strip().startswith('Test'):
            in_table = True
        elif in_table and not set(cell) <= set('-'):
            names = re.findall(r'`([\w/]+)`', cell)
            where = everything
            if not names:
                yield f'a row without a test: {line[:60]}'
            for name in names:
                file = root / 'tests' / (name + '.c')
                if file.exists():
                    where = file.read_text()
                elif name + '.py' not in os.listdir(root / 'tests') and \
                        f'{name}(void **state)' not in where:
                    yield f'there is no {name}'


def main():
    root = pathlib.Path(sys.argv[1])
    pages = [*sorted((root / 'docs').glob('*.md')), root / 'README.md']
    sources = ''.join(path.read_text(errors='replace')
                      for path in (root / 'tests').rglob('*')
                      if path.suffix in ('.c', '.py', '.h'))
    known = set(re.findall(r'\b(test_\w+)', sources))
    known |= {path.stem for path in (root / 'tests').rglob('test_*')}
    failed = 0
    for page in pages:
        text = page.read_text()
        for name in sorted(set(re.findall(r'`(test_\w+)`', text)) - known):
            print(f'not ok {page.name}: there is no {name}')
            failed = 1
        for problem in tests_of_a_table(root, page):
            print(f'not ok {page.name}: {problem}')
            failed = 1
        for name in sorted(set(FILE.findall(text))):
            if 'NAME' not in name and not (root / name.rstrip('.')).exists():
                print(f'not ok {page.name}: there is no {name}')
                failed = 1
    for name in tests_that_nobody_runs(root):
        print(f'not ok tests/meson.build does not list {name}')
        failed = 1
    for problem in variables_that_no_page_names(root):
        print(f'not ok CREDENTIALS.md does not say: {problem}')
        failed = 1
    print('ok the pages name what exists' if not failed else '')
    return failed


if __name__ == '__main__':
    sys.exit(main())
