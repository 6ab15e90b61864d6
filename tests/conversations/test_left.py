"""A shared phone: leaving wipes what the browser keeps."""


def test_leaving_wipes_the_browser_and_closes_the_table(sit, hold):
    client = sit(hold(step=5))
    answer = client.post("/table/leave")
    assert answer.status_code == 303
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert (
        client.get(answer.location).headers["Clear-Site-Data"] == '"cache", "storage"'
    )
    assert client.get("/table/here").status_code == 303
    assert (
        client.get(
            "/table/here/state", headers={"Accept": "application/json"}
        ).status_code
        == 401
    )


def test_every_page_of_a_table_is_kept_by_no_browser(sit, hold):
    client = sit(hold(step=5))
    for address in (
        "/table/here",
        "/table/here/shell",
        "/table/here/state",
        "/table/here/read-back",
        "/table/left",
    ):
        assert client.get(address).headers["Cache-Control"] == "no-store", address


def test_without_a_table_every_page_leads_to_the_entry(client, app):
    for address in (
        "/table/here",
        "/table/here/shell",
        "/table/here/read-back",
        "/table/here/sentence/x",
    ):
        assert client.get(address).location == "/table", address
    for address in (
        "/table/here/write",
        "/table/here/present",
        "/table/here/read-back/close",
    ):
        assert client.post(address).location == "/table", address
    waiting = client.post("/table/here/write", headers={"Accept": "application/json"})
    assert waiting.status_code == 401
    assert waiting.get_json()["sentence"]


def test_the_service_worker_serves_only_tables(client, app):
    answer = client.get("/table/worker.js")
    assert answer.status_code in {200, 404}  # 404 where the front end is not built
    assert "Service-Worker-Allowed" not in answer.headers
