"""Runs SQL on one local Spark session: jobs come in as JSON lines, answers go out as JSON lines.

{"id": N, "open": SCHEMA, "folder": FOLDER, "tables": [TABLE, ...], "empty": {TABLE: "column TYPE, ..."}}
    makes the named tables of the schema out of the folder's Parquet files, or empty where there is no file
{"id": N, "before": [TEXT, ...], "sql": TEXT, "settings": {KEY: VALUE}, "want": "rows" or "fingerprint"}
    runs the statements before it, and one statement: {"id": N, "columns": [...], "rows": [[...], ...]}, dates as text, rows in no order;
    or {"id": N, "columns": [...], "count": N, "fingerprint": SHA-256 of the sorted rows as lines of values and commas}

A job that fails answers {"id": N, "error": MESSAGE}, and the others go on. Statements run two at a time; what opens a
schema runs alone. The session listens on 127.0.0.1 only, has no web page, and keeps its files in the folder named by
the first argument.
"""

import json
import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor, wait
from hashlib import sha256

from pyspark.sql import SparkSession

SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.memory": "2g",
    "spark.driver.maxResultSize": "512m",
    # The rows are few: planning and starting tasks take the time, not the data.
    "spark.sql.shuffle.partitions": "1",
    "spark.default.parallelism": "1",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.files.maxPartitionBytes": "1g",
}

# Java writes warnings to standard output too: from here on they go to standard error, and only replies go out.
replies = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)
writing = threading.Lock()

# A process of a few minutes does not repay the second compiler.
JAVA = "-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=256m -XX:+UseSerialGC -Dderby.system.home={0} -Djava.io.tmpdir={0}"


def start(folder):
    builder = SparkSession.builder.master("local[2]").appName("stillroom")
    for key, value in SETTINGS.items():
        builder = builder.config(key, value)
    builder = builder.config("spark.driver.extraJavaOptions", JAVA.format(folder))
    builder = builder.config("spark.sql.warehouse.dir", os.path.join(folder, "warehouse"))
    builder = builder.config("spark.local.dir", folder)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


def open_schema(session, job):
    schema = job["open"]
    session.sql(f"CREATE DATABASE {schema}")
    for table in job["tables"]:
        path = os.path.join(job["folder"], f"{table}.parquet")
        if os.path.exists(path):
            session.sql(f"CREATE TABLE {schema}.{table} USING parquet LOCATION '{path}'")
        elif table in job["empty"]:
            session.sql(f"CREATE TABLE {schema}.{table} ({job['empty'][table]}) USING parquet")
    return {}


def plain(value):
    return value if isinstance(value, (int, type(None))) else str(value)


def run_sql(session, job):
    for statement in job.get("before", []):
        session.sql(statement)
    frame = session.sql(job["sql"])
    rows = [[plain(value) for value in row] for row in frame.collect()]
    if job["want"] == "rows":
        return {"columns": frame.columns, "rows": rows}
    lines = "\n".join(",".join(str(value) for value in row) for row in sorted(rows))
    return {"columns": frame.columns, "count": len(rows), "fingerprint": sha256(lines.encode()).hexdigest()}


def say(answer):
    with writing:
        replies.write(json.dumps(answer) + "\n")
        replies.flush()


def reply(work, session, job):
    try:
        answer = work(session, job)
    except Exception as error:  # whatever Spark says is the job's answer
        answer = {"error": str(error)[:4000]}
    say({"id": job["id"], **answer})


class Sessions:
    """One session for each group of settings; all see the same schemas."""

    def __init__(self, first):
        self.first = first
        self.known = {}

    def of(self, settings):
        key = json.dumps(settings, sort_keys=True)
        if key not in self.known:
            session = self.first.newSession()
            for name, value in settings.items():
                session.conf.set(name, value)
            self.known[key] = session
        return self.known[key]


def main():
    first = start(sys.argv[1])
    java = first._jvm.System.getProperty("java.version")
    say({"id": 0, "spark": first.version, "java": java})
    sessions = Sessions(first)
    with ThreadPoolExecutor(max_workers=2) as pool:
        running = []
        for line in sys.stdin:
            job = json.loads(line)
            if "open" in job:
                wait(running)
                running = []
                reply(open_schema, first, job)
            else:
                running.append(pool.submit(reply, run_sql, sessions.of(job.get("settings", {})), job))
    first.stop()


main()
