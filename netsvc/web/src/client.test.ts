import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { fetchWhenReady } from './client';

const NOT_READY = { errors: [{ message: 'Being made.', extensions: { code: 'NOT_READY' } }] };
const DENIED = { errors: [{ message: 'No.', extensions: { code: 'NOT_ALLOWED' } }] };
const FIGURES = { data: { siloedness: { rows: [] } } };

/** A service that gives these answers one after the other; how often it was asked, and the last. */
async function asked(path: string, answers: object[]): Promise<[number, unknown]> {
  let times = 0;
  const server = createServer((_request, response) => {
    const answer = answers[Math.min(times++, answers.length - 1)];
    response.setHeader('Content-Type', 'application/graphql-response+json');
    response.end(JSON.stringify(answer));
  });
  await new Promise<void>((go) => server.listen(0, '127.0.0.1', go));
  try {
    const { port } = server.address() as AddressInfo;
    const answer = await fetchWhenReady(`http://127.0.0.1:${port}${path}`, { method: 'POST' });
    return [times, await answer.json()];
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe('figures that are being made', () => {
  it('are asked for again until they are there', async () => {
    expect(await asked('/insights', [NOT_READY, NOT_READY, FIGURES])).toEqual([3, FIGURES]);
  });

  it('are asked for once where the answer says something else', async () => {
    expect(await asked('/insights', [DENIED, FIGURES])).toEqual([1, DENIED]);
    expect(await asked('/insights', [FIGURES])).toEqual([1, FIGURES]);
  });

  it('are no matter of commands, which are never sent twice', async () => {
    expect(await asked('/graphql', [NOT_READY, FIGURES])).toEqual([1, NOT_READY]);
  });
});
