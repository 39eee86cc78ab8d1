"""What a well-meaning stranger sends, to begin the fuzzing with."""

SEEDS: dict[str, tuple[bytes, ...]] = {
    "import icalendar": (
        (
            b"BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nUID:1\r\nSUMMARY:Paint\r\nDUE;TZID=Europe/Berlin:20261201T090000\r\n"
            b"RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=5\r\nPRIORITY:1\r\nRELATED-TO:2\r\nEND:VTODO\r\nEND:VCALENDAR\r\n"
        ),
    ),
    "import taskwarrior": (
        (
            b'[{"uuid":"00000000-0000-4000-8000-000000000001","description":"Paint","status":"pending",'
            b'"entry":"20261101T090000Z","due":"20261201T090000Z","tags":["a"],"recur":"weekly"}]'
        ),
    ),
    "import todotxt": (b"(A) 2026-11-01 Call +Family @phone due:2026-12-01 rec:1w\nx 2026-11-02 Done\n",),
    "import csv": (b"title;due;tags\nPaint;01.12.2026;a,b\n",),
    "import dayone": (
        b'{"entries":[{"uuid":"0A1B","creationDate":"2026-10-05T06:30:00Z","text":"# A walk"}]}',
    ),
    "import daylio": (
        (
            b"full_date,date,weekday,time,mood,activities,note_title,note\n"
            b'2026-11-20,November 20,Friday,10:15 PM,rad,"friends | food",An evening,Late\n'
        ),
    ),
    "import todoist": (
        (
            b"TYPE,CONTENT,DESCRIPTION,PRIORITY,INDENT,AUTHOR,RESPONSIBLE,DATE,DATE_LANG,TIMEZONE\n"
            b"task,Paint,,1,1,Ada,,every monday,en,Europe/Berlin\n"
        ),
    ),
    "import todoist-json": (b'{"items":[{"id":"1","content":"Paint","due":{"date":"2026-12-01"}}]}',),
    "import superproductivity": (b'{"task":{"ids":["a"],"entities":{"a":{"id":"a","title":"Paint"}}}}',),
    "import jsonl": (b'{"title":"Paint","due_date":"2026-12-01"}\n',),
    "quick add": (
        b"Call mum tomorrow 5pm every other monday until june #family @phone !1 ~30m",
        "Überweisung am 3.12. 🎉".encode(),
    ),
    "cursor": (b"AAYx2Zb8gAAZKVEe8H1wAYAAAAAAAAAA",),
    "token": (b"eyJhbGciOiJFZERTQSIsImtpZCI6ImEifQ.eyJzdWIiOiIxIn0.AAAA", b"cr_AAAA", b"ct_AAAA"),
    "body": (b'{"title":"Paint","due_date":"2026-12-01","tags":["a"],"priority":2}',),
}
