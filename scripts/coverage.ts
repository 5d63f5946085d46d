/** Makes docs/coverage.md: `node scripts/with-node-24.mjs scripts/coverage.ts`. Fails when something in it is not so. */
import { writeCoverage } from './coverage/write-coverage.ts';

const faults = await writeCoverage();
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exitCode = 1;
