import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Before all tests: a folder in which the first test that needs a service says where it runs. */
export default function setUp() {
  process.env.MILLRACE_TEST_SERVICES = mkdtempSync(join(tmpdir(), 'millrace-services-'));
  process.env.MILLRACE_TEST_OWNER = String(process.pid);
}
