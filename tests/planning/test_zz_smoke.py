import pytest, httpx
import cairn.app as A, traceback
_o=A._unknown
def _u(r,e):
    print('!!!',repr(e)); traceback.print_exception(e, limit=-4); return _o(r,e)
A._unknown=_u

async def test_smoke(ada):
    t = await ada.make("/tasks", title="Write the plan", tags=["A","a","b"])
    print(t)
    print(await ada.get("/tasks"))
    a = await ada.http.patch(f"/api/v1/tasks/{t['id']}", json={"priority":1,"due_at":"2026-11-24T15:00:00Z"})
    print(a.status_code,a.text)
    c = await ada.http.post(f"/api/v1/tasks/{t['id']}/complete")
    print(c.status_code,c.text)
    c = await ada.http.post(f"/api/v1/tasks/{t['id']}/complete")
    print(c.status_code,c.text[-100:])
    print(await ada.get("/wallet"))
    print(await ada.get("/wallet/transactions"))
    c = await ada.http.post(f"/api/v1/tasks/{t['id']}/reopen")
    print(c.status_code,c.text)
    print(await ada.get(f"/tasks/{t['id']}/history"))
    print(await ada.get(f"/tasks/{t['id']}/dependencies"))
    b = await ada.http.post("/api/v1/tasks/bulk", json={"action":"complete","ids":[t["id"]]})
    print(b.status_code,b.text)
    b = await ada.http.post("/api/v1/tasks/bulk", content='{"action":"x\\ud800","ids":["'+t["id"]+'"]}', headers={"content-type":"application/json"})
    print(b.status_code,b.text)
    for q in [dict(q="writ pl"),dict(q="' & ! (\\ x"),dict(status=["done"]),dict(open=False),dict(overdue=True),dict(ready=True),dict(tag=["a","B"]),dict(area_id=t["id"]),dict(deleted=True),dict(no_due=False),dict(sort="priority", priority=[1])]:
        print(q,(await ada.get("/tasks",**q))["total"])
