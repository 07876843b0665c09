/** CPU profiles of the page and of its index worker while a log is read, and what they say in a few lines. */

/** Begins to profile both; `stop` answers the two profiles. Names are those of an app that was built without minifying. */
export async function profileBoth(page) {
  const cdp = await page.context().newCDPSession(page);
  const waiting = new Map();
  const workers = [];
  let last = 0;
  cdp.on('Target.attachedToTarget', ({ sessionId }) => workers.push(sessionId));
  cdp.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id, result } = JSON.parse(message);
    waiting.get(id)?.(result);
    waiting.delete(id);
  });
  await cdp.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  const ask = (sessionId, method, params = {}) =>
    new Promise((resolve) => {
      waiting.set(++last, resolve);
      const message = JSON.stringify({ id: last, method, params });
      void cdp.send('Target.sendMessageToTarget', { sessionId, message });
    });
  const [worker] = workers;
  if (worker === undefined) throw new Error('The page has no worker');
  await cdp.send('Profiler.enable');
  await ask(worker, 'Profiler.enable');
  await ask(worker, 'Profiler.setSamplingInterval', { interval: 500 });
  await Promise.all([cdp.send('Profiler.start'), ask(worker, 'Profiler.start')]);
  return {
    stop: async () => {
      const [ofPage, ofWorker] = await Promise.all([cdp.send('Profiler.stop'), ask(worker, 'Profiler.stop')]);
      return { page: ofPage.profile, worker: ofWorker.profile };
    },
  };
}

/**
 * Milliseconds by part. `parts`: names of parts, each with the functions that belong to it; a sample counts for the first
 * part that has a function anywhere on the stack.
 */
export function timeByPart({ nodes, samples, timeDeltas }, parts) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parent = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  const times = new Map();
  for (const [i, sample] of samples.entries()) {
    const stack = [];
    for (let id = sample; id !== undefined; id = parent.get(id))
      stack.push(byId.get(id).callFrame.functionName);
    const part = Object.keys(parts).find((name) => parts[name].some((f) => stack.includes(f))) ?? 'all else';
    times.set(part, (times.get(part) ?? 0) + timeDeltas[i] / 1000);
  }
  return [...times].sort(([, a], [, b]) => b - a);
}
