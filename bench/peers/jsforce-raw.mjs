// jsforce as a pipe: the bytes of the file go into a Bulk 2.0 job, the results are fetched and parsed by jsforce.
import { createReadStream } from 'node:fs';
import { login } from './login.mjs';

const connection = await login();
const job = connection.bulk2.createJob({ operation: 'insert', object: 'Account' });
await job.open();
await job.uploadData(createReadStream(process.env.FILE));
await job.close();
await job.poll(20, 600_000);
const base = `/services/data/v${connection.version}/jobs/ingest/${job.id}`;
for (const results of ['successfulResults', 'failedResults']) {
    await connection.request({ method: 'GET', url: `${base}/${results}` }, { responseType: 'text' });
}
