#!/bin/sh
# Writes the .ics files beside itself with real programs: one person's calendar and lists of autumn 2026.
# Needs `calcurse`, `todoman`, `khal` and `faketime` (Debian packages of those names).
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
export TZ=Europe/Berlin LC_ALL=C.UTF-8 HOME="$home" XDG_CONFIG_HOME="$home/config" XDG_DATA_HOME="$home/data" \
  XDG_CACHE_HOME="$home/cache" XDG_STATE_HOME="$home/state"
now='2026-11-02 09:00:00'
mkdir -p "$home/calcurse" "$XDG_CONFIG_HOME/todoman" "$XDG_CONFIG_HOME/khal" "$home/lists/home" "$home/lists/work" \
  "$home/calendars/private"

# --- calcurse: its own text files, exported by itself.
cat > "$home/calcurse/apts" <<'APTS'
11/23/2026 @ 10:30 -> 11/23/2026 @ 11:15 |Chimney sweep
10/05/2026 @ 18:00 -> 10/05/2026 @ 19:30 {1W} |Choir
10/06/2026 @ 09:30 -> 10/06/2026 @ 09:45 {1D -> 12/18/2026} |Stand-up
11/05/2026 @ 08:00 -> 11/05/2026 @ 09:00 {2W !11/05/2026 !12/03/2026} |Swimming
12/24/2026 [1] Christmas Eve
01/31/2026 [1] {1M} Pay the rent
APTS
cat > "$home/calcurse/todo" <<'TODO'
[1] Renew the passport
[5] Frame the old photographs
[-9] Order winter tyres
[0] Read about \backslashes\, commas; and the rest
TODO
faketime -f "$now" calcurse -q -C "$home/config/calcurse" -D "$home/calcurse" --export=ical > "$here/calcurse.ics"

# --- todoman: to-dos as a directory of files, joined to one here.
cat > "$XDG_CONFIG_HOME/todoman/config.py" <<CONFIG
path = "$home/lists/*"
date_format = "%Y-%m-%d"
time_format = "%H:%M"
default_list = "home"
CONFIG
todo() { faketime -f "$now" todoman "$@"; }
todo new -l work --due '2026-12-04 17:00' --start 2026-11-24 --priority high --location 'Room 2, second floor' \
  'Draft the annual report'
todo new -l home --due 2026-11-28 --priority medium 'Paint the garden fence'
todo new -l home --priority low 'Müllabfuhr anmelden – Sperrmüll'
todo new -l home '買牛奶和麵包'
now='2026-11-03 20:15:00'
todo done 2
todo cancel 3
cat "$home"/lists/*/*.ics > "$here/todoman.ics"

# --- khal: events with rules, exported file by file.
cat > "$XDG_CONFIG_HOME/khal/config" <<CONFIG
[calendars]
[[private]]
path = $home/calendars/private
[locale]
local_timezone = Europe/Berlin
default_timezone = Europe/Berlin
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
CONFIG
event() { faketime -f "$now" khal new -a private "$@"; }
event 2026-11-26 14:00 15:30 'Dentist :: Bring the card' -l 'Main Street 4' -g health,phone
event 2026-11-09 19:00 20:00 'Italian class' -r weekly -u 2027-01-25
event 2026-11-30 2026-12-04 'Trip to Rome'
event 2026-11-04 08:00 08:30 Europe/London 'Call London' -r daily
event 2026-10-01 07:00 07:30 'Gone by'
event 2026-11-15 12:00 12:30 'Call Ann' -r yearly -m 1d
cat "$home"/calendars/private/*.ics > "$here/khal.ics"
