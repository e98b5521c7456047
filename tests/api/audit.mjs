// Runs every audit of npm graphql-http: node audit.mjs URL AUTHORIZATION PACKAGE_FOLDER
// Prints one JSON line: {"total": 61, "ok": 61, "failed": [{"name", "reason"}]}.
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const [url, authorization, folder] = process.argv.slice(2);
const require = createRequire(resolve(folder, 'package.json'));
const { serverAudits } = require('graphql-http');

const fetchFn = (input, init = {}) =>
  fetch(input, { ...init, headers: { ...init.headers, authorization } });

const results = [];
for (const audit of serverAudits({ url, fetchFn })) {
  results.push(await audit.fn());
}
const failed = results
  .filter((result) => result.status !== 'ok')
  .map(({ name, reason }) => ({ name, reason }));
console.log(JSON.stringify({ total: results.length, ok: results.length - failed.length, failed }));
