#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The built command as a person meets it: output, messages, exit status. TAP.
# Usage: test-galley.sh GALLEY

galley=$(realpath "$1") || exit 99
folder=$(mktemp -d) || exit 99
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 99

number=0
failed=0

# ok STATUS NAME: the last thing tested was right if STATUS is 0.
ok() {
  number=$((number + 1))
  if [ "$1" -eq 0 ]; then
    echo "ok $number $2"
  else
    failed=1
    echo "not ok $number $2"
    sed 's/^/# out: /' out
    sed 's/^/# err: /' err
  fi
}

# run STATUS ARGUMENT...: runs the command and remembers whether it ends with STATUS.
run() {
  wanted=$1
  shift
  "$galley" "$@" > out 2> err < "${input:-/dev/null}"
  status=$?
  [ "$status" -eq "$wanted" ] || echo "# exit status $status, not $wanted"
  [ "$status" -eq "$wanted" ]
}

says() { grep -q -e "$2" "$1"; }

printf '%s\n' '---' 'title: Weekly' '---' '' '# News' '' 'Some *text*.' > issue.md

run 0 --version && says out '^galley [0-9]' && [ ! -s err ]
ok $? 'version'

run 0 --help && says out 'render' && says out '^Usage:'
ok $? 'help'

run 0 render --help && says out '--page'
ok $? 'help of a command'

run 0 render issue.md && says out '<em>text</em>' && ! says out 'Weekly' && ! says out '<html'
ok $? 'render'

run 0 render --page issue.md && says out '<html' && says out '<title>Weekly' && says out '</html>'
ok $? 'render a page'

input=issue.md
run 0 render - && says out '<em>text</em>'
ok $? 'render standard input'
input=

"$galley" render issue.md > plain.html
printf '\357\273\277' > bom.md
cat issue.md >> bom.md
run 0 render bom.md && cmp -s out plain.html
ok $? 'render after a byte order mark'

iconv -f UTF-8 -t UTF-16LE issue.md > utf16.md
run 0 render utf16.md && cmp -s out plain.html
ok $? 'render UTF-16'

printf '%s\n' '---' 'title: [' '---' '' 'The body.' > wrong.md
run 1 render wrong.md && says out 'The body' && says err '^wrong\.md:[0-9][0-9]*:[0-9][0-9]*: .'
ok $? 'front matter that does not parse'

run 1 render gone.md && says err '^gone\.md: .' && [ ! -s out ]
ok $? 'no file'

run 1 render . && says err '^\.: .'
ok $? 'a folder'

mkfifo pipe
run 1 render pipe && says err '^pipe: .'
ok $? 'a pipe'

printf 'a\000b' > binary
run 1 render binary && says err '^binary: .'
ok $? 'no text'

if [ -w /dev/full ]; then
  "$galley" render issue.md > /dev/full 2> err
  [ $? -eq 1 ] && says err 'could not be written'
  ok $? 'output that cannot be written'
fi

run 2 render && says err 'galley render --help'
ok $? 'no argument'

run 2 render issue.md issue.md && says err '--help'
ok $? 'too many arguments'

run 2 render --nonsense issue.md && says err 'nonsense' && says err 'galley render --help'
ok $? 'unknown option of a command'

run 2 --nonsense && says err 'nonsense' && says err 'galley --help'
ok $? 'unknown option'

printf '%s\n' '#!/bin/sh' 'printf "<%s>" "$@"' > editor
chmod +x editor
GALLEY_DESKTOP_PROGRAM=./editor
export GALLEY_DESKTOP_PROGRAM

run 0 issue.md 'other issue.md' -- -x.md
[ "$(cat out)" = '<issue.md><other issue.md><--><-x.md>' ]
ok $? 'files go to the editor'

cp issue.md render
run 0 ./render
[ "$(cat out)" = '<./render>' ]
ok $? 'a file with the name of a command'

GALLEY_DESKTOP_PROGRAM=./gone
run 1 issue.md && says err 'gone'
ok $? 'no editor'

echo "1..$number"
exit $failed
