#!/bin/sh
# Writes export.json beside itself with the real Taskwarrior 2.6: one person's tasks of autumn 2026.
# Needs `task` and `faketime` (Debian: taskwarrior, faketime). The clock is faked and stands still within
# each command, so dates repeat from run to run; the UUIDs are Taskwarrior's own and random.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
export TZ=Europe/Berlin LC_ALL=C.UTF-8 TASKDATA="$home/data" TASKRC="$home/taskrc"
mkdir "$TASKDATA"
cat > "$TASKRC" <<RC
confirmation=off
verbose=new-id
bulk=0
recurrence.confirmation=no
dependency.reminder=off
dependency.confirmation=off
uda.estimate.type=duration
uda.estimate.label=Estimate
uda.energy.type=string
uda.energy.label=Energy
uda.energy.values=high,medium,low
RC

now='2026-10-05 08:30:00'
at() { now=$1; tw rc.verbose=nothing list > /dev/null || true; } # `list` makes the occurrences that are due by then
tw() { faketime -f "$now" task "$@" < /dev/null; }
# Prints the UUID of a new task. Its number stays right only until the next completion.
add() { id=$(tw add "$@" | sed -n 's/^Created task \([0-9]*\).*/\1/p'); tw _get "$id.uuid"; }

# Home: dotted sub-projects, days without a time, priorities.
paint=$(add 'Paint the garden fence' project:Home.Garden priority:M due:2026-11-28 estimate:PT4H +outdoors)
buy=$(add 'Buy brushes and paint' project:Home.Garden due:2026-11-21 estimate:45min +errand +outdoors)
tw "$paint" modify depends:"$buy"
tw "$buy" annotate 'Two litres of "forest green", see https://example.org/paint?x=1&y=2'
add 'Call the chimney sweep' project:Home priority:H due:2026-11-23T10:30
add 'Fix the dripping tap' project:Home.Kitchen priority:L
add 'Müllabfuhr anmelden – Sperrmüll für März' project:Home due:2027-03-01 +Behörde
add 'Clear out the cellar' project:Home wait:2027-01-10 due:2027-01-31
add 'Frame the old photographs' project:Home wait:someday

# Work: a chain and a fan of dependencies, a time of day, a scheduled start, an own field.
draft=$(add 'Draft the annual report' project:Work.Reports priority:H due:2026-12-04T17:00 scheduled:2026-11-24 estimate:P1D energy:high +writing)
figures=$(add 'Collect the figures' project:Work.Reports due:2026-11-27 energy:low)
review=$(add 'Have the report reviewed' project:Work.Reports due:2026-12-09)
publish=$(add 'Publish the report' project:Work.Reports due:2026-12-15T12:00)
tw "$draft" modify depends:"$figures"
tw "$review" modify depends:"$draft"
tw "$publish" modify depends:"$review","$figures"
tw "$draft" annotate 'Last year: 14 pages'
now='2026-10-06 11:15:00'
tw "$draft" annotate 'Ask Zoë about chapter 3 — она обещала графики 📈'
talk=$(add 'Prepare the talk' project:Work.Talks due:eom estimate:PT1H30M)
add 'Reply to Søren' project:Work due:eod scheduled:2026-10-06T16:00
add 'Read about \backslashes\, tabs	and the "quoted" '"'title'" project:Work +reading
add 'Expense claim' project:Work until:2026-12-31 due:2026-12-20

# Health and study: no project, many tags, text in several scripts, very long text.
add 'Book a dentist appointment' priority:H due:2026-12-01T09:00 +health +phone +next
add '買牛奶和麵包' +errand
add 'اتصل بأمي' +family +phone due:2026-11-29
add 'Learn twenty Italian verbs' project:Study.Languages.Italian priority:L estimate:30min
add "$(awk 'BEGIN { for (i = 1; i <= 400; i++) printf "Sentence %d of a thought that never became a title. ", i }')" project:Study
add 'Renew the passport' due:2027-02-01 scheduled:2026-12-28 wait:2026-12-15 +Behörde

# Everything that repeats, as people write it.
water=$(add 'Water the plants' project:Home.Garden due:2026-10-06 recur:3d +outdoors)
tw "$water" annotate 'The fern needs less'
add 'Weekly review' due:2026-10-09T16:00 recur:weekly priority:M estimate:PT45M
add 'Stand-up notes' project:Work due:2026-10-06T09:30 recur:weekdays
add 'Pay the rent' project:Home.Money due:2026-10-31 recur:monthly priority:H
add 'VAT return' project:Work.Taxes due:2026-11-10 scheduled:due-7d recur:quarterly priority:H
add 'Service the bicycle' due:2026-11-15 recur:P2W until:2027-04-30 wait:due-3d
add 'Back up the laptop' due:2026-10-11T20:00 recur:biweekly
add 'Change the water filter' project:Home.Kitchen due:2026-11-20 recur:2mo
add 'Check smoke alarms' project:Home due:2026-12-01 recur:semiannual
add 'Vaccination' due:2027-01-15 recur:yearly +health
add 'Long look back' due:2026-12-20 recur:P1M15D
stretch=$(add 'Stretch' due:2026-10-06 recur:daily +health)

# Some life: done, deleted, started, a series that was given up.
at '2026-10-08 19:00:00'
first() { tw rc.verbose=nothing rc.report.first.columns=uuid rc.report.first.labels=u rc.report.first.sort=due+ \
  rc.report.first.filter= first status:pending description:"$1" limit:1 2> /dev/null | head -n 1; }
tw "$(first 'Water the plants')" done
tw "$(first Stretch)" done
tw "$(first Stretch)" delete
tw "$(first 'Stand-up notes')" done
tw "$(first 'Stand-up notes')" done
at '2026-10-10 09:05:00'
tw "$(first 'Weekly review')" done
done_long_ago=$(add 'Order winter tyres' project:Home.Car due:2026-10-24 priority:M)
tw "$done_long_ago" annotate 'Size 205/55 R16'
at '2026-10-25 12:00:00' # the day on which summer time ends
tw "$done_long_ago" done
tw "$(first Stretch)" annotate 'Ten minutes are enough'
tw "$stretch" delete
add 'Typed by mistake' > "$home/oops"
tw "$(cat "$home/oops")" delete
at '2026-11-02 18:20:00'
tw "$(first 'Pay the rent')" done
tw "$(first 'Weekly review')" done
at '2026-11-19 14:00:00' # summer time is over: Taskwarrior's daily and weekly occurrences have moved by an hour
tw "$talk" start
tw status:pending description:'Water the plants' due.before:2026-11-18 done
tw status:pending description:'Stand-up notes' due.before:2026-11-18 done
tw "$(first 'Weekly review')" done
tw "$(first 'Weekly review')" done
tw "$(first 'Weekly review')" done
tw "$(first 'Weekly review')" done
tw "$(first 'VAT return')" done
at '2026-11-20 07:45:00'

tw rc.verbose=nothing rc.json.array=on export > "$here/export.json"
