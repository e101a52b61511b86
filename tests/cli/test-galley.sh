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

printf '%s\n' '---' 'title: "Weekly" # 周刊' 'tags: [a, b]' 'draft: true' '---' 'Body' > matter.md
cp matter.md kept.md

run 0 get matter.md && [ "$(cat out)" = '{"title": "Weekly", "tags": ["a", "b"], "draft": true}' ]
ok $? 'get all'

run 0 get matter.md Title && [ "$(cat out)" = Weekly ] &&
  run 0 get --json matter.md title && [ "$(cat out)" = '"Weekly"' ] &&
  run 0 get matter.md 'tags[1]' && [ "$(cat out)" = b ]
ok $? 'get a field'

run 1 get matter.md gone && says err '^matter\.md: .*gone' && [ ! -s out ]
ok $? 'get what is not there'

run 1 get wrong.md && says err '^wrong\.md:[0-9][0-9]*:[0-9][0-9]*: .' && [ ! -s out ]
ok $? 'get of front matter that does not parse'

run 2 get && run 2 get matter.md a b && run 2 get matter.md 'a[' && says err 'galley get --help'
ok $? 'get: wrong arguments'

run 0 set matter.md 'title=a: "b"' 'tags:=[a, c]' draft:=false date:=2026-11-22T10:00:00+08:00 &&
  [ ! -s out ] && printf '%s\n' '---' 'title: "a: \"b\"" # 周刊' 'tags: [a, c]' 'draft: false' \
    'date: 2026-11-22T10:00:00+08:00' '---' 'Body' | cmp -s - matter.md
ok $? 'set several fields'

cp kept.md matter.md
run 1 set matter.md title=new title.deep=x && says err '^matter\.md:2:8: .' && cmp -s kept.md matter.md
ok $? 'set all or nothing'

run 1 set wrong.md title=x && says err '^wrong\.md:3:[0-9]*: .'
ok $? 'set in front matter that does not parse'

run 2 set matter.md && run 2 set matter.md title && run 2 set matter.md =x &&
  run 2 set matter.md 'tags:=[' && run 2 set matter.md 'a[=x' && says err 'galley set --help' &&
  cmp -s kept.md matter.md
ok $? 'set: wrong arguments'

run 0 set matter.md '"a=b:"=c=d' && says matter.md '^"a=b:": c=d$'
ok $? 'set a name with an equals sign'

cp kept.md matter.md
run 0 unset matter.md 'tags[0]' draft && [ "$(sed -n 3p matter.md)" = 'tags: [b]' ] &&
  [ "$(sed -n 4p matter.md)" = --- ]
ok $? 'unset'

run 1 unset matter.md tags gone && says err '^matter\.md:' && says matter.md '^tags'
ok $? 'unset all or nothing'

iconv -f UTF-8 -t UTF-16LE kept.md > matter16.md
run 0 set matter16.md title=新 && iconv -f UTF-16LE -t UTF-8 matter16.md | sed 2d > left &&
  sed 2d kept.md | cmp -s - left
ok $? 'set keeps the encoding'

input=kept.md
run 0 set - title=x && says out '^title: "x" # 周刊$' && says out '^Body$'
ok $? 'set standard input'
input=

mkdir -p posts/1 posts/2
printf '%s\n' '---' 'tags:' '  - a' '---' > posts/1/index.md
printf '%s\n' '---' 'title: x' '---' > posts/2/index.md
run 0 set posts/2/index.md 'tags:=[a]' && [ "$(sed -n 4p posts/2/index.md)" = '  - a' ]
ok $? 'set writes lists as the other issues do'
# Else they are the longest series here.
rm -r posts

touch -d 2001-01-01 kept.md
run 0 set kept.md title=Weekly && [ "$(date -r kept.md +%Y)" = 2001 ]
ok $? 'set does not write what stays the same'

run 2 render && says err 'galley render --help'
ok $? 'no argument'

run 2 render issue.md issue.md && says err '--help'
ok $? 'too many arguments'

run 2 render --nonsense issue.md && says err 'nonsense' && says err 'galley render --help'
ok $? 'unknown option of a command'

run 2 --nonsense && says err 'nonsense' && says err 'galley --help'
ok $? 'unknown option'

printf '%s\n' '---' 'title: "Weekly 7"' 'date: 2024-05-01' '---' '' '## 1. Projects' '' \
  '[A](https://a.example) : one' '' '[B](https://b.example) : two' '' '## 2. Posts' '' \
  '- [C](https://c.example)' > weekly-7.md
chmod 640 weekly-7.md
cp weekly-7.md kept

run 0 outline weekly-7.md && says out '^1\. Projects (project, 2)$' && says out '2\.1  C  https'
ok $? 'outline'

run 0 outline --json weekly-7.md && says out '"number": 7, "date": "2024-05-01"' \
  && says out '"name": "Posts", "kind": "blog", "line": 12, "entries": \[$' \
  && says out '"url": "https://b.example", "description": "two", "image": null, "video": null, "line": 10, "end_line": 10}'
ok $? 'outline as JSON'

input=weekly-7.md
run 0 outline - && says out 'Posts'
ok $? 'outline of standard input'
input=

run 0 move weekly-7.md 1.1 2.1 && says out '^- \[A\](https://a.example) : one$' \
  && says out '^+ - \[A\](https://a.example) : one$' && ! says out ' B' \
  && [ "$(sed -n '10,14p' weekly-7.md)" = '## 2. Posts

- [A](https://a.example) : one
- [C](https://c.example)' ] && [ "$(stat -c %a weekly-7.md)" = 640 ]
ok $? 'move an entry'

cp kept weekly-7.md
run 0 move weekly-7.md 2 1 && says weekly-7.md '^## 1\. Posts$' && says weekly-7.md '^## 2\. Projects$'
ok $? 'move a section'

cp kept weekly-7.md
run 1 move weekly-7.md 1.3 1.1 && says err '^weekly-7\.md: There is no entry 1\.3' \
  && [ ! -s out ] && cmp -s weekly-7.md kept
ok $? 'move what is not there'

run 1 move weekly-7.md 1.1 2.9 && says err '^weekly-7\.md: There is no place 2\.9' \
  && cmp -s weekly-7.md kept
ok $? 'move to where nothing can be'

run 1 move gone.md 1.1 1.2 && says err '^gone\.md: .' && [ ! -e gone.md ]
ok $? 'move in no file'

run 2 move weekly-7.md 1 && run 2 move weekly-7.md one 1.2 && says err 'move --help' \
  && run 2 move weekly-7.md 1 1.2 && run 2 move weekly-7.md 0.1 1.1 && cmp -s weekly-7.md kept
ok $? 'move with wrong arguments'

run 0 add weekly-7.md blog --title 'New one' --url https://n.example --text 'Words.' \
  && says weekly-7.md '^- \[New one\](https://n.example) : Words\.$'
ok $? 'add an entry'

run 0 add weekly-7.md video --url https://www.bilibili.com/video/BV1xx411c7mD --title Clip \
  && says weekly-7.md '^## 3\. Videos$' && says weekly-7.md '{{< bilibili BV1xx411c7mD >}}'
ok $? 'add an entry and its section'

cp kept weekly-7.md
run 2 add weekly-7.md && run 2 add weekly-7.md song --title x && run 2 add weekly-7.md blog \
  && cmp -s weekly-7.md kept
ok $? 'add with wrong arguments'

run 0 remove weekly-7.md 1.1 && ! says weekly-7.md 'a\.example' && says weekly-7.md 'b\.example'
ok $? 'remove an entry'

printf '\357\273\277## 3. Talks\r\n\r\n1、[A](a)\r\n\r\n1、[B](b)  \r\n\r\n## 3. More' > count.md
run 0 renumber count.md && printf '\357\273\277## 1. Talks\r\n\r\n1、[A](a)\r\n\r\n2、[B](b)  \r\n\r\n## 2. More' \
  | cmp -s - count.md
ok $? 'renumber'

run 0 renumber count.md && says out 'Nothing'
ok $? 'renumber what is right'

mkdir series && cd series && cp ../kept weekly-7.md
run 0 new --from weekly-7.md --dry-run && says out 'weekly-8\.md$' && says out '^title: "Weekly 8"$' \
  && ! says out 'a\.example' && says out '^draft: true$' && [ ! -e weekly-8.md ]
ok $? 'new, dry'

run 0 new && says out 'weekly-8\.md$' && says weekly-8.md '^title: "Weekly 8"$' \
  && says weekly-8.md '^## 2\. Posts$' && cmp -s weekly-7.md ../kept
ok $? 'new from the last'

cp weekly-8.md made.md
run 1 new --from weekly-7.md && says err 'weekly-8\.md: .*overwritten' && cmp -s weekly-8.md made.md
ok $? 'new overwrites nothing'

run 0 new --from weekly-7.md folder/deep/special.md && says folder/deep/special.md 'Weekly 8'
ok $? 'new at a path'

run 1 new --from gone.md && says err 'gone\.md: .'
ok $? 'new from no file'
cd ..

mkdir empty && cd empty && run 1 new && says ../empty/err 'give its path' \
  && run 0 new first.md && says first.md '^title: "first"$'
status=$?
cd ..
ok $status 'new without a last issue'

mkdir -p site/.galley site/content && touch site/hugo.toml && cp kept site/content/a.md
printf 'video: [Posts]\n' > site/.galley/sections.yaml
run 0 outline site/content/a.md && says out 'Posts (video, 1)'
ok $? 'words of the site'

printf 'video: [\n' > site/.galley/sections.yaml
run 1 outline site/content/a.md && says err 'sections\.yaml, line 2: '
ok $? 'words of the site that are none'
rm site/.galley/sections.yaml

mkdir -p site/layouts/shortcodes && printf '## {{ .Get 0 }}' > site/layouts/shortcodes/part.html
printf '{{%% part Posts %%}}\n\n[A](https://a.example) : one\n' > site/content/b.md
run 0 outline site/content/b.md && says out 'Posts (blog, 1)' \
  && run 0 add site/content/b.md blog --title B --url https://b.example \
  && says site/content/b.md '^\[B\]'
ok $? 'a section that a shortcode makes'

run 0 new --from site/content/b.md site/content/c.md && says site/content/c.md 'part Posts' \
  && ! says site/content/c.md 'a\.example'
ok $? 'new from an issue whose sections shortcodes make'

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
