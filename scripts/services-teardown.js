import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** After all tests: ends the services that they started. */
export default function tearDown() {
  const folder = process.env.MILLRACE_TEST_SERVICES;
  const said = join(folder, 'kafka.json');
  if (existsSync(said)) {
    const started = JSON.parse(readFileSync(said, 'utf8'));
    // It holds nothing that anybody wants to keep.
    if (started.pid !== undefined) process.kill(started.pid, 'SIGKILL');
    if (started.folder !== undefined) rmSync(started.folder, { recursive: true, force: true });
  }
  rmSync(folder, { recursive: true, force: true });
}
