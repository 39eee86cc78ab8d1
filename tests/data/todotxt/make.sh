#!/bin/sh
# Writes todo.txt and done.txt beside itself with the real todo.sh: one person's tasks of autumn 2026.
# Needs `todo-txt` and `faketime` (Debian: todotxt-cli, faketime).
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
export TZ=Europe/Berlin LC_ALL=C.UTF-8 HOME="$home"
cat > "$home/config" <<RC
export TODO_DIR="$home"
export TODO_FILE="$home/todo.txt"
export DONE_FILE="$home/done.txt"
export REPORT_FILE="$home/report.txt"
export TODOTXT_DATE_ON_ADD=1
export TODOTXT_FORCE=1
export TODOTXT_AUTO_ARCHIVE=0
RC
todo() { faketime -f "$now" todo-txt -d "$home/config" -f "$@"; }

now='2026-10-05 08:30:00'
todo add 'Call the chimney sweep +Home @phone due:2026-11-23'
todo pri 1 A
todo add 'Paint the garden fence +Home.Garden @outdoors t:2026-11-20 due:2026-11-28'
todo pri 2 b
todo add 'Water the plants rec:3d due:2026-10-06 @home'
todo add 'Pay the rent +Home rec:+1m due:2026-10-31'
todo add 'Stand-up notes rec:1b due:2026-10-06 +Work'
todo add 'Ask @Zoë about the +Report chapter 3, see https://example.org/a?b=c:d'
todo add 'Müllabfuhr anmelden für +März @Behörde'
todo add '買牛奶 @errand'
now='2026-10-20 19:00:00'
todo add 'Read about priorities'
todo pri 9 F
todo add 'Order winter tyres +Car +Money'
todo add 'Order winter tyres +Car +Money'
todo add 'Vaccination rec:1q due:2026-13-40 foo:bar'
todo pri 12 D
now='2026-10-25 12:00:00'
todo do 10
todo pri 4 C
todo do 8
now='2026-11-19 07:45:00'
todo append 3 'and the fern'
todo archive
todo add 'Frame the old photographs h:1'

cp "$home/todo.txt" "$home/done.txt" "$here"
