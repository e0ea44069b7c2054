import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { Failure } from '../../contract/index.ts';

/** What the peer says of one piece of work. */
export interface PeerAnswer {
  readonly ms: number;
  readonly auc: number;
  /** Most memory the process had so far, in MB. */
  readonly peakMb: number;
}

/** scikit-learn in a process of its own, which takes one piece of work after another. */
export interface Peer {
  ask(work: {
    readonly model: 'forest' | 'logistic';
    readonly threads: number;
    readonly rows: number;
  }): Promise<PeerAnswer>;
  close(): void;
}

/** Fits on the first half of a file of float64 (rows, then columns, the outcome last) and predicts the second. */
const program = `
import json, resource, sys, time
import numpy as np
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
for line in sys.stdin:
    asked = json.loads(line)
    data = np.fromfile(asked["file"]).reshape(-1, asked["columns"])
    n = asked["rows"]
    x, y, queries, truth = data[:n, :-1], data[:n, -1], data[n:, :-1], data[n:, -1]
    started = time.perf_counter()
    if asked["model"] == "forest":
        model = RandomForestClassifier(random_state=0, n_jobs=asked["threads"])
    else:
        model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))
    told = model.fit(x, y).predict_proba(queries)[:, 1]
    ms = 1000 * (time.perf_counter() - started)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"ms": ms, "auc": roc_auc_score(truth, told), "peakMb": peak}), flush=True)
`;

const pythons = ['/usr/bin/python3', 'python3'];

/** A Python that has scikit-learn, and its version; null where there is none (Debian: python3-sklearn). */
export function pythonWithSklearn(): { readonly python: string; readonly version: string } | null {
  for (const python of pythons) {
    const { status, stdout } = spawnSync(python, ['-c', 'import sklearn; print(sklearn.__version__)'], {
      encoding: 'utf8',
    });
    if (status === 0) return { python, version: stdout.trim() };
  }
  return null;
}

/** Starts the peer; one thread for its linear algebra unless asked for more. */
export function startPeer(python: string, file: string, columns: number, threads: number): Peer {
  const limit = String(threads);
  const child: ChildProcess = spawn(python, ['-c', program], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...process.env, OMP_NUM_THREADS: limit, OPENBLAS_NUM_THREADS: limit },
  });
  const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  return {
    async ask(work) {
      child.stdin!.write(`${JSON.stringify({ ...work, file, columns })}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Failure('engine_lost', 'The Python process ended before it answered.');
      return JSON.parse(value) as PeerAnswer;
    },
    close: () => {
      child.kill();
    },
  };
}
