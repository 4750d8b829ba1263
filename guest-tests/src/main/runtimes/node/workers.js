// Worker threads, shared memory, the pool's threads, timers and the order of promises.
'use strict';
const { Worker, isMainThread, parentPort, workerData, threadId } = require('worker_threads');
const crypto = require('crypto');
const fs = require('fs');
const { execFile } = require('child_process');

if (!isMainThread) {
  const shared = new Int32Array(workerData.shared);
  for (let i = 0; i < 200; i++) {
    const seen = Atomics.load(shared, 0);
    if (i % 20 === 0) Atomics.wait(shared, 1, 0, 1);
    Atomics.store(shared, 0, seen + 1);
    Atomics.add(shared, 2, 1);
  }
  parentPort.postMessage({ threadId, random: Math.random(), at: performance.now() });
} else {
  const log = [];
  const say = (...what) => log.push(what.join(' '));

  process.nextTick(() => say('tick'));
  Promise.resolve().then(() => say('promise'));
  setImmediate(() => say('immediate'));
  setTimeout(() => say('timeout 0'), 0);
  setTimeout(() => say('timeout 5'), 5);
  queueMicrotask(() => say('microtask'));

  const workers = () => new Promise((done) => {
    const shared = new SharedArrayBuffer(16);
    let left = 3;
    for (let i = 0; i < 3; i++) {
      const worker = new Worker(__filename, { workerData: { shared } });
      worker.on('message', (message) => say('worker', JSON.stringify(message)));
      worker.on('exit', () => {
        if (--left === 0) {
          say('shared', new Int32Array(shared).join(','));
          done();
        }
      });
    }
  });

  const pool = () => Promise.all([
    ...[1, 2, 3, 4, 5].map((i) => new Promise((done) =>
      crypto.pbkdf2('secret', 'salt' + i, 2000 * (6 - i), 32, 'sha256', (_, key) => {
        say('pbkdf2', i, key.toString('hex').slice(0, 8));
        done();
      }))),
    ...[1, 2, 3].map((i) => new Promise((done) =>
      crypto.randomBytes(8, (_, bytes) => {
        say('random', i, bytes.toString('hex'));
        done();
      }))),
    fs.promises.readFile(__filename).then((text) => say('read', text.length)),
    fs.promises.writeFile('made.txt', 'text').then(() => fs.promises.stat('made.txt'))
      .then((stat) => say('stat', stat.ino, stat.mtimeMs)),
    new Promise((done) => execFile('sh', ['-c', 'echo child $$; exit 2'], (error, stdout) => {
      say('child', error.code, stdout.trim());
      done();
    })),
  ]);

  (async () => {
    await workers();
    await pool();
    say(crypto.randomUUID(), Math.random(), Date.now(), process.hrtime.bigint(), process.pid);
    say(require('os').cpus().length, process.memoryUsage().rss > 0, process.uptime());
    console.log(log.join('\n'));
  })();
}
