"""What the first write would wait for, done beforehand: the import of the ORM, its tables, its first statements."""


def warm_up() -> None:
    """Write, change and take away one paper in a throw-away database in memory; the store is not touched."""
    import sqlite3

    from sqlmodel import Session, SQLModel

    from govtui.store import tables
    from govtui.store.engine import engine_over

    stamp = "2026-01-01T00:00:00+08:00"
    paper = tables.Incoming(year=2026, serial=1, number="", received_at=stamp, created_at=stamp, created_by="")
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    engine = engine_over(connection)
    SQLModel.metadata.create_all(engine)
    with Session(engine, expire_on_commit=False, autoflush=False) as session:
        session.add(paper)
        session.flush()
        session.add(tables.Movement(incoming_id=paper.id or 1, at=stamp, kind="", sentence=""))
        session.flush()
        paper.version += 1
        session.flush()
    connection.close()
