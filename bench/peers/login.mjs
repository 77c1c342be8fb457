import jsforce from 'jsforce';

/** A connection with an access token, by the client credentials. */
export async function login() {
    const { ORG_URL, CLIENT_ID, CLIENT_SECRET } = process.env;
    const body = new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: CLIENT_ID,
        client_secret: CLIENT_SECRET,
    });
    const answer = await (await fetch(`${ORG_URL}/services/oauth2/token`, { method: 'POST', body })).json();
    return new jsforce.Connection({
        instanceUrl: answer.instance_url,
        accessToken: answer.access_token,
        version: '62.0',
    });
}
