// Runs the unmodified jsforce against a local org: one line per check, exit code 1 if any failed.
import assert from 'node:assert/strict';
import jsforce from 'jsforce';

const org = {
  url: process.env.ORG_URL,
  clientId: process.env.ORG_CLIENT_ID,
  clientSecret: process.env.ORG_CLIENT_SECRET,
  username: process.env.ORG_USERNAME,
  password: process.env.ORG_PASSWORD,
};
const version = '62.0';
let failures = 0;

async function check(name, body) {
  const begin = Date.now();
  try {
    await body();
    console.log(`ok ${name} (${Date.now() - begin} ms)`);
  } catch (e) {
    failures++;
    console.log(`FAILED ${name}: ${(e.stack ?? String(e)).replaceAll("\n", " | ")}`);
  }
}

async function refused(promise, errorCode) {
  try {
    await promise;
  } catch (e) {
    // A SOAP fault has its code in its text, an OAuth error in its name.
    const codes = [e.errorCode, e.name, e.message.split(':')[0]];
    assert.ok(codes.includes(errorCode), `${codes} instead of ${errorCode}: ${e.message}`);
    return e;
  }
  throw new Error(`was expected to be refused with ${errorCode}`);
}

const numbered = (count, make) => Array.from({ length: count }, (_, i) => make(i));
const soap = new jsforce.Connection({ loginUrl: org.url, version });
const oauth = new jsforce.Connection({
  version,
  oauth2: {
    loginUrl: org.url,
    clientId: org.clientId,
    clientSecret: org.clientSecret,
    redirectUri: 'http://localhost/callback',
  },
});

await check('SOAP login', async () => {
  const user = await soap.login(org.username, org.password);
  assert.match(user.id, /^005\w{15}$/);
  assert.match(user.organizationId, /^00D\w{15}$/);
  assert.equal(soap.instanceUrl, org.url);
});

await check('SOAP login with a wrong password', () =>
  refused(new jsforce.Connection({ loginUrl: org.url, version }).login(org.username, 'wrong'), 'INVALID_LOGIN'));

await check('OAuth login', async () => {
  const user = await oauth.login(org.username, org.password);
  assert.match(user.id, /^005\w{15}$/);
  assert.equal(oauth.instanceUrl, org.url);
});

await check('OAuth login with a wrong password', () =>
  refused(
    new jsforce.Connection({ version, oauth2: { ...oauth.oauth2, loginUrl: org.url } }).login(org.username, 'wrong'),
    'invalid_grant',
  ));

await check('OAuth refresh of a session that is not known', async () => {
  const stale = new jsforce.Connection({
    version,
    instanceUrl: org.url,
    accessToken: '00D000000000000!unknown',
    refreshToken: process.env.ORG_REFRESH_TOKEN,
    oauth2: { loginUrl: org.url, clientId: org.clientId, clientSecret: org.clientSecret, redirectUri: 'http://localhost/' },
  });
  const answer = await stale.query('SELECT COUNT() FROM Account');
  assert.equal(typeof answer.totalSize, 'number');
});

const conn = oauth;

await check('identity', async () => {
  const identity = await conn.identity();
  assert.equal(identity.username, org.username);
  assert.match(identity.urls.rest, /\/services\/data\/v/);
});

await check('limits', async () => {
  const limits = await conn.limits();
  assert.ok(limits.DailyApiRequests.Max >= limits.DailyApiRequests.Remaining);
  assert.equal(conn.limitInfo.apiUsage.limit, limits.DailyApiRequests.Max);
});

await check('versions', async () => {
  const versions = await conn.request('/services/data');
  assert.ok(versions.some((one) => one.version === version));
});

await check('describeGlobal', async () => {
  const all = await conn.describeGlobal();
  assert.equal(all.maxBatchSize, 200);
  assert.ok(all.sobjects.some((one) => one.name === 'Account' && one.keyPrefix === '001'));
});

await check('describe', async () => {
  const account = await conn.sobject('Account').describe();
  const name = account.fields.find((one) => one.name === 'Name');
  assert.equal(name.length, 255);
  assert.equal(name.nillable, false);
  assert.ok(account.childRelationships.some((one) => one.relationshipName === 'Contacts'));
  assert.ok(account.fields.find((one) => one.name === 'Key__c').externalId);
});

await check('create, retrieve, update and destroy', async () => {
  const created = await conn.sobject('Account').create({ Name: 'One', NumberOfEmployees: 5 });
  assert.equal(created.success, true);
  assert.match(created.id, /^001\w{15}$/);
  const read = await conn.sobject('Account').retrieve(created.id);
  assert.equal(read.Name, 'One');
  assert.equal(read.NumberOfEmployees, 5);
  assert.equal(read.attributes.type, 'Account');
  assert.equal((await conn.sobject('Account').update({ Id: created.id, Name: 'Two' })).success, true);
  assert.equal((await conn.sobject('Account').retrieve(created.id)).Name, 'Two');
  assert.equal((await conn.sobject('Account').destroy(created.id)).success, true);
  await refused(conn.sobject('Account').destroy(created.id), 'ENTITY_IS_DELETED');
});

await check('create without a required field', async () => {
  const error = await refused(conn.sobject('Contact').create({ FirstName: 'Only' }), 'REQUIRED_FIELD_MISSING');
  assert.equal(error.message, 'Required fields are missing: [LastName]');
});

await check('upsert by external id', async () => {
  const first = await conn.sobject('Account').upsert({ Key__c: 'up 1', Name: 'First' }, 'Key__c');
  assert.equal(first.created, true);
  const second = await conn.sobject('Account').upsert({ Key__c: 'up 1', Name: 'Second' }, 'Key__c');
  assert.equal(second.success, true);
  assert.equal((await conn.sobject('Account').retrieve(first.id)).Name, 'Second');
});

await check('collections: create, update, upsert, retrieve and destroy', async () => {
  const created = await conn.sobject('Contact').create(numbered(5, (i) => ({ LastName: `Coll ${i}` })));
  assert.deepEqual(created.map((one) => one.success), numbered(5, () => true));
  const ids = created.map((one) => one.id);
  const updated = await conn.sobject('Contact').update(ids.map((Id) => ({ Id, Title: 'Dr.' })));
  assert.deepEqual(updated.map((one) => one.id), ids);
  const read = await conn.sobject('Contact').retrieve(ids);
  assert.deepEqual(read.map((one) => one.Title), numbered(5, () => 'Dr.'));
  const upserted = await conn
    .sobject('Account')
    .upsert(numbered(3, (i) => ({ Key__c: `coll ${i}`, Name: `Coll ${i}` })), 'Key__c');
  assert.deepEqual(upserted.map((one) => one.success), [true, true, true]);
  const destroyed = await conn.sobject('Contact').destroy(ids);
  assert.deepEqual(destroyed.map((one) => one.success), numbered(5, () => true));
});

await check('collections: one bad record among good ones, and all or none', async () => {
  const mixed = await conn.sobject('Contact').create([{ LastName: 'Good' }, { FirstName: 'Bad' }]);
  assert.deepEqual(mixed.map((one) => one.success), [true, false]);
  assert.equal(mixed[1].errors[0].statusCode ?? mixed[1].errors[0].errorCode, 'REQUIRED_FIELD_MISSING');
  const none = await conn.sobject('Contact').create([{ LastName: 'Good' }, { FirstName: 'Bad' }], { allOrNone: true });
  assert.deepEqual(none.map((one) => one.success), [false, false]);
});

await check('collections: more than 200 records are split by the client', async () => {
  const created = await conn
    .sobject('Lead')
    .create(numbered(450, (i) => ({ LastName: `Lead ${i}`, Company: 'Many' })), { allowRecursive: true });
  assert.equal(created.filter((one) => one.success).length, 450);
});

await check('query with pages', async () => {
  const options = { headers: { 'Sforce-Query-Options': 'batchSize=200' } };
  const first = await conn.query("SELECT Id, LastName FROM Lead WHERE Company = 'Many' ORDER BY LastName", options);
  assert.equal(first.totalSize, 450);
  assert.equal(first.done, false);
  assert.equal(first.records.length, 200);
  const second = await conn.queryMore(first.nextRecordsUrl, options);
  assert.equal(second.records.length, 200);
  const third = await conn.queryMore(second.nextRecordsUrl, options);
  assert.equal(third.done, true);
  const names = [...first.records, ...second.records, ...third.records].map((one) => one.LastName);
  assert.equal(new Set(names).size, 450);
  assert.deepEqual(names, [...names].sort());
});

await check('query with autoFetch', async () => {
  const fetched = await conn.query("SELECT Id FROM Lead WHERE Company = 'Many'", {
    autoFetch: true,
    maxFetch: 1000,
    headers: { 'Sforce-Query-Options': 'batchSize=200' },
  });
  assert.equal(fetched.records.length, 450);
});

await check('query by the fluent API, with a child query and a parent', async () => {
  const account = await conn.sobject('Account').create({ Name: 'Parent' });
  await conn.sobject('Contact').create([
    { LastName: 'A', AccountId: account.id },
    { LastName: 'B', AccountId: account.id },
  ]);
  const parents = await conn
    .sobject('Account')
    .find({ Name: 'Parent' }, 'Id, Name')
    .include('Contacts', {}, 'Id, LastName')
    .orderby('LastName')
    .end()
    .execute();
  assert.equal(parents[0].Contacts.totalSize, 2);
  const contacts = await conn.sobject('Contact').find({ 'Account.Name': 'Parent' }, ['LastName', 'Account.Name', 'Owner.Name']);
  assert.deepEqual(contacts.map((one) => one.Account.Name), ['Parent', 'Parent']);
  assert.equal(typeof contacts[0].Owner.Name, 'string');
  assert.equal(await conn.sobject('Contact').count({ AccountId: account.id }), 2);
});

await check('queryAll of deleted records', async () => {
  const gone = await conn.sobject('Account').create({ Name: 'Gone' });
  await conn.sobject('Account').destroy(gone.id);
  assert.equal((await conn.query("SELECT Id FROM Account WHERE Name = 'Gone'")).totalSize, 0);
  const all = await conn.query("SELECT Id, IsDeleted FROM Account WHERE Name = 'Gone'", { scanAll: true });
  assert.equal(all.records[0].IsDeleted, true);
});

await check('query with an unknown field', async () => {
  const error = await refused(conn.query('SELECT Nope__c FROM Account'), 'INVALID_FIELD');
  assert.match(error.message, /ERROR at Row:1:Column:8\nNo such column 'Nope__c' on entity 'Account'/);
});

await check('query that is no SOQL', () => refused(conn.query('SELEKT Id FROM Account'), 'MALFORMED_QUERY'));

await check('composite request', async () => {
  const answer = await conn.requestPost(`/services/data/v${version}/composite`, {
    allOrNone: true,
    compositeRequest: [
      { method: 'POST', url: `/services/data/v${version}/sobjects/Account`, referenceId: 'a', body: { Name: 'Comp' } },
      {
        method: 'POST',
        url: `/services/data/v${version}/sobjects/Contact`,
        referenceId: 'c',
        body: { LastName: 'Comp', AccountId: '@{a.id}' },
      },
    ],
  });
  assert.deepEqual(answer.compositeResponse.map((one) => one.httpStatusCode), [201, 201]);
});

await check('Bulk 1.0 load', async () => {
  const results = await conn.bulk.load(
    'Account',
    'insert',
    [...numbered(250, (i) => ({ Name: `Bulk1 ${i}`, Key__c: `b1 ${i}` })), { Key__c: 'no name' }],
  );
  assert.equal(results.length, 251);
  assert.equal(results.filter((one) => one.success).length, 250);
  assert.match(results[250].errors[0], /^REQUIRED_FIELD_MISSING:Required fields are missing: \[Name\]/);
});

await check('Bulk 1.0 upsert', async () => {
  const results = await conn.bulk.load('Account', 'upsert', { extIdField: 'Key__c' }, [
    { Name: 'Bulk1 changed', Key__c: 'b1 0' },
    { Name: 'Bulk1 new', Key__c: 'b1 new' },
  ]);
  assert.deepEqual(results.map((one) => one.success), [true, true]);
});

await check('Bulk 1.0 query', async () => {
  const records = await (await conn.bulk.query("SELECT Id, Name FROM Account WHERE Name LIKE 'Bulk1 %'")).toArray();
  assert.equal(records.length, 251);
});

conn.bulk2.pollInterval = 100;

await check('Bulk 2.0 load', async () => {
  const results = await conn.bulk2.loadAndWaitForResults({
    object: 'Account',
    operation: 'insert',
    input: [...numbered(450, (i) => ({ Name: `Bulk2 "${i}", x`, Key__c: `b2 ${i}` })), { Name: '', Key__c: 'no name' }],
  });
  assert.equal(results.successfulResults.length, 450);
  assert.equal(results.failedResults.length, 1);
  assert.match(results.failedResults[0].sf__Error, /^REQUIRED_FIELD_MISSING:Required fields are missing: \[Name\]:Name --$/);
  assert.equal(results.unprocessedRecords.length, 0);
});

await check('Bulk 2.0 upsert and delete', async () => {
  const upserted = await conn.bulk2.loadAndWaitForResults({
    object: 'Account',
    operation: 'upsert',
    externalIdFieldName: 'Key__c',
    input: [
      { Name: 'Bulk2 changed', Key__c: 'b2 0' },
      { Name: 'Bulk2 new', Key__c: 'b2 new' },
    ],
  });
  const created = Object.fromEntries(upserted.successfulResults.map((one) => [one.Key__c, one.sf__Created]));
  assert.deepEqual(created, { 'b2 0': 'false', 'b2 new': 'true' });
  const deleted = await conn.bulk2.loadAndWaitForResults({
    object: 'Account',
    operation: 'delete',
    input: upserted.successfulResults.map((one) => ({ Id: one.sf__Id })),
  });
  assert.equal(deleted.successfulResults.length, 2);
});

await check('Bulk 2.0 query', async () => {
  const records = await (await conn.bulk2.query("SELECT Id, Name, Owner.Name FROM Account WHERE Name LIKE 'Bulk2 %'")).toArray();
  assert.equal(records.length, 449);
  assert.ok(records.some((one) => one.Name === 'Bulk2 "1", x'));
});

await check('Bulk 2.0 query that the org refuses', () =>
  refused((async () => (await conn.bulk2.query('SELECT Nope__c FROM Account')).toArray())(), 'INVALID_FIELD'));

await check('logout', async () => {
  await soap.logout();
});

process.exit(failures === 0 ? 0 : 1);
