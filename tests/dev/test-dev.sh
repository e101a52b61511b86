#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# ./dev and its helpers, as far as they can be tried from within a test. Writes TAP.

set -u

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
number=0

# run COMMAND…: leaves $status, $out and $err.
run () {
    "$@" > "$scratch/out" 2> "$scratch/err" < "${input:-/dev/null}"
    status=$?
    out=$(< "$scratch/out")
    err=$(< "$scratch/err")
}

# check NAME CONDITION…
check () {
    local name=$1
    shift
    number=$((number + 1))
    if "$@"; then
        echo "ok $number $name"
    else
        echo "not ok $number $name"
        printf 'status: %s\nout: %s\nerr: %s\n' "$status" "$out" "$err" | sed 's/^/# /'
    fi
}

has () { [[ $1 == *"$2"* ]]; }
is () { [[ $1 == "$2" ]]; }

# A project as small as can be, with the same dev, so that no test builds Galley within Galley.
make_project () {
    mkdir -p "$scratch/project/data" "$scratch/project/tests"
    cp "$root/dev" "$scratch/project/dev"
    cp "$root/tests/count-tests" "$scratch/project/tests/"
    cat > "$scratch/project/meson.build" <<'END'
project('small', 'c')
executable('galley', 'galley.c', install: true)
test('fine', find_program('sh'), args: ['-c', 'echo 1..2; echo ok 1; echo ok 2 '], protocol: 'tap')
END
    echo "option('gui', type: 'boolean', value: true)" > "$scratch/project/meson.options"
    echo '#include <stdio.h>
int main (void) { puts ("made"); return 7; }' > "$scratch/project/galley.c"
}

# As if from within the root or on a host that has everything.
dev () {
    run env -u GALLEY_BUILD_DIR GALLEY_ENVIRONMENT=host "$scratch/project/dev" "$@"
}

# What count-tests says of a log with these results: RESULT STDOUT…
count () {
    local result=$1 stdout
    stdout=$(printf '%s\\n' "${@:2}")
    printf '{"name": "x", "result": "%s", "stdout": "%s"}\n' "$result" "$stdout" >> "$scratch/log.json"
    run "$root/tests/count-tests" "$scratch/log.json"
}

make_project

dev help
check "help names the commands" has "$out" "./dev screenshot OUT.png [FILE]"
check "help succeeds" is "$status$err" 0
dev
check "without a command there is help" has "$out" "./dev exec"
dev nonsense
check "an unknown command is a usage error" is "$status" 2
check "an unknown command is named" has "$err" "nonsense"
dev exec
check "exec wants a command" is "$status" 2

dev exec galley
check "exec builds, and puts what was built first" is "$out" made
check "exec has the status of the command" is "$status" 7
check "exec is quiet" is "$err" ""
echo hello > "$scratch/hello"
input=$scratch/hello dev exec tr a-z A-Z
check "exec passes the standard input" is "$out" HELLO
cd "$scratch/project/data" || exit 1
dev exec pwd
check "exec stays in the current folder" is "$out" "$scratch/project/data"
dev exec printf '<%s>' 'a b' '' '*'
check "exec passes words as they are" is "$out" '<a b><><*>'

echo broken >> "$scratch/project/galley.c"
dev exec galley
check "exec does not run what could not be built" is "$status$out" 125
check "exec shows the compiler's errors" has "$err" "galley.c:3"
dev test
check "test ends with a count even then" is "$status ${out##*$'\n'}" "1 0 passed, 1 failed"
sed -i '$d' "$scratch/project/galley.c"
dev test
check "test counts the tests of both builds" is "$status ${out##*$'\n'}" "0 4 passed, 0 failed"
dev test unheard-of
check "no test is a failure" is "$status ${out##*$'\n'}" "1 0 passed, 0 failed"

count OK "ok 1 /a" "not ok 2 /b # TODO" "ok 3 /c # SKIP no bus" "# ok"
check "subtests are counted" is "$status $out" "0 1 passed, 0 failed, 2 skipped"
count OK
check "a program without subtests is one" is "$status $out" "0 2 passed, 0 failed, 2 skipped"
count ERROR "ok 1 /a"
check "a crash is a failure" is "$status ${out##*$'\n'}" "1 3 passed, 1 failed, 2 skipped"
count FAIL "ok 1 /a" "not ok 2 /b"
check "a failed subtest is not counted twice" is "$status ${out##*$'\n'}" "1 4 passed, 2 failed, 2 skipped"
check "what failed is said before the count" is "$out" "x: ERROR
x: FAIL
not ok 2 /b
4 passed, 2 failed, 2 skipped"

if command -v Xvfb > /dev/null; then
    # shellcheck disable=SC2016
    run "$root/tests/headless" sh -c 'echo "$HOME|$DISPLAY|$XDG_RUNTIME_DIR"; exit 9'
    check "headless has the status of the command" is "$status" 9
    check "headless gives a display" has "$out" "|:"
    check "headless leaves no folder behind" [ ! -e "${out%%|*}" ]
fi

echo "1..$number"
