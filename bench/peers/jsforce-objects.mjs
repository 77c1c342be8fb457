// jsforce with records: parsed into objects, given to bulk2.loadAndWaitForResults, which gives results back as objects.
import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import { login } from './login.mjs';

const connection = await login();
connection.bulk2.pollInterval = 20;
connection.bulk2.pollTimeout = 600_000;
const records = [];
for await (const record of createReadStream(process.env.FILE).pipe(parse({ columns: true }))) {
    records.push(record);
}
const results = await connection.bulk2.loadAndWaitForResults({ operation: 'insert', object: 'Account', input: records });
console.log(results.successfulResults.length, results.failedResults.length);
